using System.Runtime.InteropServices;
using System.Text;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Evaluate;
using K8GuardScript.Core.Policies;

namespace K8GuardScript.Worker.Slots;

/// <summary>
/// One thread's part of the slots file: whether something runs, and what. Written without a system call, as the memory outlives the
/// process.
/// </summary>
/// <param name="view">its part of the mapped file, of <see cref="Bytes"/></param>
internal sealed unsafe class EvaluationSlot(byte* view) : IRunSlot
{
    /// <summary>As long as a slot is in the file.</summary>
    public const int Bytes = 1024;

    // the layout: busy (int), then three texts, each after its length (int)
    private const int NameAt = sizeof(int);
    private const int NameBytes = 256;
    private const int VersionAt = NameAt + NameBytes;
    private const int VersionBytes = 64;
    private const int ObjectAt = VersionAt + VersionBytes;
    private const int ObjectBytes = Bytes - ObjectAt;

    private volatile RunMark? givenUp;

    // what stands in the slot: one object is judged by many policies, and one policy judges many objects
    private Policy? last;
    private ObjectKey lastObject;
    private long run;

    /// <summary>Another number for each run.</summary>
    public long Run => Volatile.Read(ref run);

    public bool IsBusy => Volatile.Read(ref *(int*)view) != 0;

    /// <summary>What runs, or ran last. Read from another thread it may be torn, unless the run goes on meanwhile.</summary>
    public RunMark Mark => Read(new ReadOnlySpan<byte>(view, Bytes));

    /// <inheritdoc />
    public void Enter(Policy policy, in ObjectKey key)
    {
        RefuseIfGivenUp();
        if (!ReferenceEquals(policy, last))
        {
            Write(NameAt, NameBytes, policy.IdBytes);
            Write(VersionAt, VersionBytes, policy.RevisionBytes);
            last = policy;
        }

        if (!IsLast(key))
        {
            WriteObject(key);
            lastObject = key;
        }

        Begin();
    }

    /// <inheritdoc />
    public void Enter(string file, string version)
    {
        RefuseIfGivenUp();
        Forget();
        Write(NameAt, NameBytes, Encoding.UTF8.GetBytes(file));
        Write(VersionAt, VersionBytes, Encoding.UTF8.GetBytes(version));
        Write(ObjectAt, ObjectBytes, []);
        Begin();
    }

    /// <inheritdoc />
    public void Leave() => Volatile.Write(ref *(int*)view, 0);

    /// <summary>Nothing more may begin on its thread.</summary>
    /// <param name="mark">what it was given up for</param>
    public void GiveUp(RunMark mark) => givenUp = mark;

    /// <summary>Takes the policy's last reference away, so that it can be unloaded.</summary>
    public void Forget() => (last, lastObject) = (null, default);

    /// <summary>What a slot of an earlier process says; null if nothing ran, or if it says nothing that makes sense.</summary>
    public static RunMark? ReadBusy(ReadOnlySpan<byte> bytes) =>
        MemoryMarshal.Read<int>(bytes) == 1 && Read(bytes) is { Name.Length: > 0, Version.Length: > 0 } mark ? mark : null;

    // what a lost run comes back to is the rest of a batch that others judge by now
    private void RefuseIfGivenUp()
    {
        if (givenUp is { } mark) throw new LostRunException(mark);
    }

    // INVARIANT: the texts are whole before the slot is busy.
    private void Begin()
    {
        Volatile.Write(ref run, run + 1);
        Volatile.Write(ref *(int*)view, 1);
    }

    // the very same texts: to compare what they say would take longer than to write them
    private bool IsLast(in ObjectKey key) =>
        ReferenceEquals(key.Name, lastObject.Name) && ReferenceEquals(key.Namespace, lastObject.Namespace) && ReferenceEquals(key.Kind, lastObject.Kind);

    private void WriteObject(in ObjectKey key)
    {
        var text = new Span<byte>(view + ObjectAt + sizeof(int), ObjectBytes - sizeof(int));
        var length = 0;
        Append(text, ref length, key.Kind);
        Append(text, ref length, " ");
        if (key.Namespace.Length > 0)
        {
            Append(text, ref length, key.Namespace);
            Append(text, ref length, "/");
        }

        Append(text, ref length, key.Name);
        *(int*)(view + ObjectAt) = length;
    }

    private static void Append(Span<byte> text, ref int length, string part)
    {
        Encoding.UTF8.TryGetBytes(part, text[length..], out var written);
        length += written;
    }

    private void Write(int at, int bytes, ReadOnlySpan<byte> text)
    {
        // longer ones are cut, in the middle of a letter if need be
        var fits = text[..Math.Min(text.Length, bytes - sizeof(int))];
        fits.CopyTo(new Span<byte>(view + at + sizeof(int), fits.Length));
        *(int*)(view + at) = fits.Length;
    }

    private static RunMark Read(ReadOnlySpan<byte> bytes) => new(
        Text(bytes.Slice(NameAt, NameBytes)), Text(bytes.Slice(VersionAt, VersionBytes)), Text(bytes.Slice(ObjectAt, ObjectBytes)));

    private static string Text(ReadOnlySpan<byte> field)
    {
        var length = MemoryMarshal.Read<int>(field);
        return length <= 0 || length > field.Length - sizeof(int) ? "" : Encoding.UTF8.GetString(field.Slice(sizeof(int), length));
    }
}
