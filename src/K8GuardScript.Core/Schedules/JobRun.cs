using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Scopes;
using K8GuardScript.Core.Watch;
using K8GuardScript.Sdk.Authoring;
using K8GuardScript.Sdk.Fields;
using K8GuardScript.Sdk.Objects;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Schedules;

/// <summary>Gives a job the objects that are watched, and collects what it wishes. Belongs to one run, on one thread.</summary>
internal sealed class JobRun(Policy policy, ObjectStore store) : IScheduleRun
{
    /// <summary>So many messages a run may send.</summary>
    public const int MostMessages = 10;

    private readonly HashSet<KubeObject> listed = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<ObjectKey, JobAction> actions = [];
    private readonly HashSet<string> undoes = new(StringComparer.Ordinal);
    private readonly HashSet<JobMessage> messages = [];
    private readonly HashSet<KindName> unseen = [];

    /// <summary>What it wished so far.</summary>
    /// <param name="fault">why it came to no end, or null</param>
    public JobOutcome Outcome(string? fault) => new([.. actions.Values], [.. undoes], [.. messages], [.. unseen], fault);

    /// <inheritdoc />
    public IReadOnlyList<KubeObject> List(string apiVersion, string kind, string namespaces)
    {
        var wanted = KindName.Parse(apiVersion, kind);
        if (!policy.Root.State.NoteLookUp(wanted))
            throw new InvalidOperationException($"it lists more than {PolicyCounters.MaxLookedUp} kinds");
        if (store.List(wanted, ns: null) is not { } all)
        {
            unseen.Add(wanted);
            return [];
        }

        var pattern = new NamePattern(namespaces);
        var found = all.Where(item => item.DeletionTimestamp is null && pattern.Matches(HomeOf(item)) && IsFor(item)).ToList();
        foreach (var item in found) listed.Add(item);
        return found;
    }

    /// <inheritdoc />
    public void Do(Act action, Field target)
    {
        // INVARIANT: what a wish is about is an object that this run was given, as it was given.
        if (PlaceOwner.Of(target) is not { } item || !listed.Contains(item))
            throw new InvalidOperationException("`job.Do` is asked for something that `job.List` did not give in this run");
        if (action.Verb == ActionVerb.None) return;
        var wished = new JobAction(
            KindName.Parse(item.ApiVersion, item.Kind), KeyOf(item), item.Uid, action.Verb, action.Mark);
        if (!actions.TryAdd(wished.Target, wished) && actions[wished.Target] != wished)
            throw new InvalidOperationException($"`job.Do` is asked for two different actions on {wished.Target}");
    }

    /// <inheritdoc />
    public void Undo(string schedule)
    {
        if (policy.Definition.Schedules.All(known => known.Name != schedule))
            throw new InvalidOperationException($"`job.Undo`: the policy has no schedule `{PlainText.Clean(schedule, 100)}`");
        undoes.Add(schedule);
    }

    /// <inheritdoc />
    public void Notify(string channel, string text)
    {
        messages.Add(new JobMessage(PlainText.Clean(channel, 100), text));
        if (messages.Count > MostMessages) throw new InvalidOperationException($"it sends more than {MostMessages} messages");
    }

    private bool IsFor(KubeObject item)
    {
        var key = KeyOf(item);
        return policy.For(key, item, HomeOf(item) is { Length: > 0 } home ? store.Namespace(home) : null) is not null;
    }

    private static ObjectKey KeyOf(KubeObject item) =>
        new(KindName.Parse(item.ApiVersion, item.Kind).Group, item.Kind, item.Namespace, item.Name);

    // what is said of a namespace holds for itself as well
    private static string HomeOf(KubeObject item) => item is { Kind: "Namespace", ApiVersion: "v1" } ? item.Name : item.Namespace;
}
