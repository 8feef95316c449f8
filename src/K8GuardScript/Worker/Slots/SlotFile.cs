using System.IO.MemoryMappedFiles;
using K8GuardScript.Core.Policies;
using K8GuardScript.Scripts;
using K8GuardScript.Scripts.Cache;

namespace K8GuardScript.Worker.Slots;

/// <summary>The slots of all evaluation threads in one mapped file, which tells after a death what ran. One process at a time has it.</summary>
internal sealed unsafe class SlotFile : IDisposable
{
    /// <summary>As many threads as there can be, given-up ones too.</summary>
    public const int Slots = 16;

    // what is larger was never ours
    private const int MostBytes = 1 << 20;

    private readonly MemoryMappedFile file;
    private readonly MemoryMappedViewAccessor view;
    private readonly byte* start;
    private int taken;

    private SlotFile(MemoryMappedFile file, IReadOnlyList<RunMark> leftOver)
    {
        this.file = file;
        LeftOver = leftOver;
        view = file.CreateViewAccessor();
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
    }

    /// <summary>What ran when the process before this one died.</summary>
    public IReadOnlyList<RunMark> LeftOver { get; }

    /// <summary>Reads what the last process left, and starts anew.</summary>
    /// <param name="path">absolute</param>
    /// <exception cref="IOException">it can't be used</exception>
    /// <exception cref="UnauthorizedAccessException">likewise</exception>
    public static SlotFile Open(string path)
    {
        var leftOver = Read(path);

        // written in full, as a mapped file with holes kills its process once the disk is full
        PrivateFile.Write(path, new byte[Slots * EvaluationSlot.Bytes]);
        return new SlotFile(MemoryMappedFile.CreateFromFile(path, FileMode.Open), leftOver);
    }

    /// <summary>A slot that nobody had.</summary>
    public EvaluationSlot Take()
    {
        var index = Interlocked.Increment(ref taken) - 1;
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Slots);
        return new EvaluationSlot(start + (index * EvaluationSlot.Bytes));
    }

    /// <summary>Only once no thread writes any more.</summary>
    public void Dispose()
    {
        view.SafeMemoryMappedViewHandle.ReleasePointer();
        view.Dispose();
        file.Dispose();
    }

    private static List<RunMark> Read(string path)
    {
        if (!File.Exists(path)) return [];
        var bytes = PlainFile.ReadBytes(path, MostBytes);
        return
        [
            .. Enumerable.Range(0, Math.Min(Slots, bytes.Length / EvaluationSlot.Bytes))
                .Select(slot => EvaluationSlot.ReadBusy(bytes.AsSpan(slot * EvaluationSlot.Bytes, EvaluationSlot.Bytes)))
                .OfType<RunMark>()
                .Distinct(),
        ];
    }
}
