using System.Collections.Concurrent;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Guard.Rails;
using K8GuardScript.Sdk.Objects;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Actions.Looking;

/// <summary>
/// Who manages the field that an action would change. The watch does not keep that, so the object is read, and what was found remembered.
/// Safe from any thread.
/// </summary>
/// <remarks>
/// For one version of an object nothing is read twice. What another version said holds on for a while: a status that changes every moment
/// would else have what is known flicker, and who manages a field seldom changes.
/// </remarks>
internal sealed class KnownManagers(IClusterClient cluster, TimeProvider clock)
{
    /// <summary>So long what was found is believed though the object changed since.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromHours(1);

    /// <summary>So long it is believed that the server will not have the object read.</summary>
    public static readonly TimeSpan RefusalLasts = TimeSpan.FromMinutes(5);

    private const int Few = 1_000;
    private readonly ConcurrentDictionary<(ObjectKey Object, ActionVerb Verb, string? Mark), Entry> known = new();
    private readonly BackOff<ObjectKey> backOff = new(TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), clock);
    private int room = Few;

    /// <summary>The question with what is known of its object.</summary>
    public RailQuestion With(RailQuestion question)
    {
        if (question.Object is not { } target || known.IsEmpty) return question;
        return known.TryGetValue(KeyOf(question), out var entry) && entry.Uid == target.Uid && (IsOf(entry, target) || !IsOld(entry))
            ? question with { Managers = entry.Managers, WhyUnread = entry.WhyUnread }
            : question;
    }

    /// <summary>How long nothing of the object, or of its kind, is read, as it could not be; null where it may be read.</summary>
    public TimeSpan? Pause(RailQuestion question)
    {
        var (ofKind, ofObject) = (backOff.Left(KindOf(question)), backOff.Left(question.Target));
        var longer = ofKind > ofObject ? ofKind : ofObject;
        return longer > TimeSpan.Zero ? longer : null;
    }

    /// <summary>Reads the object, unless this version of it was read before, or could not be a moment ago.</summary>
    /// <param name="question">about a stored object</param>
    /// <param name="cancel">gives up</param>
    public async Task ReadAsync(RailQuestion question, CancellationToken cancel)
    {
        if (question.Object is not { } target || Pause(question) is not null) return;
        if (known.TryGetValue(KeyOf(question), out var entry) && IsOf(entry, target)) return;
        var (kind, key) = (question.Kind, question.Target);
        var read = await cluster.GetAsync(kind, key.Namespace, key.Name, cancel).ConfigureAwait(false);
        switch (read.Result)
        {
            case ReadResult.Found:
                var fresh = FreshObject.Parse(kind, read.Json);
                backOff.Succeeded(KindOf(question));
                Learn(question, fresh);

                // another one of its name, which the watch will tell of
                if (fresh.Item.Uid == target.Uid) backOff.Succeeded(key);
                else backOff.Failed(key);
                break;
            case ReadResult.Refused:
                Keep(question, new Entry(target.Uid, target.ResourceVersion, null, read.Message, clock.GetTimestamp()));
                break;
            case ReadResult.Gone:
                backOff.Failed(key);
                break;
            default:
                // INVARIANT: a server that does not answer is not asked once for each of thousands.
                backOff.Failed(KindOf(question));
                break;
        }
    }

    /// <summary>Notes what an object says that was just read for something else.</summary>
    public void Learn(RailQuestion question, FreshObject fresh) => Keep(
        question,
        new Entry(
            fresh.Item.Uid, fresh.Item.ResourceVersion,
            ChangedField.ManagersOf(question.Verb, question.Policy.Ladder.Mark, fresh), null, clock.GetTimestamp()));

    private static (ObjectKey Object, ActionVerb Verb, string? Mark) KeyOf(RailQuestion question) =>
        (question.Target, question.Verb, question.Policy.Ladder.Mark?.Key);

    // no object has an empty name
    private static ObjectKey KindOf(RailQuestion question) => new(question.Kind.Group, question.Kind.Kind, "", "");

    private void Keep(RailQuestion question, Entry entry)
    {
        known[KeyOf(question)] = entry;
        if (known.Count <= room) return;
        foreach (var pair in known.Where(pair => IsOld(pair.Value))) known.TryRemove(pair);
        room = Math.Max(Few, 2 * known.Count);
    }

    private bool IsOf(Entry entry, KubeObject target) =>
        (entry.Uid, entry.Version) == (target.Uid, target.ResourceVersion) && (entry.WhyUnread is null || !IsOld(entry));

    // what the server would not tell it may tell soon: somebody grants it
    private bool IsOld(Entry entry) => clock.GetElapsedTime(entry.At) >= (entry.WhyUnread is null ? Lasts : RefusalLasts);

    private sealed record Entry(string Uid, string Version, IReadOnlyList<string>? Managers, string? WhyUnread, long At);
}
