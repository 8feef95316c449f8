using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Watch;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Http;

/// <summary>Finds the object that people mean by a kind's name.</summary>
internal sealed class MeantObjects(ObjectStore store, Ledger ledger)
{
    /// <summary>What is seen in the cluster, or violates though it is gone.</summary>
    /// <param name="kind">see <see cref="KindWord"/></param>
    /// <param name="ns">empty for cluster-scoped kinds</param>
    /// <param name="name">as it is</param>
    /// <returns>more than one where the kind alone does not say which</returns>
    public IReadOnlyList<ObjectKey> Find(string kind, string ns, string name)
    {
        var meant = new KindWord(kind);
        var seen = store.States().Keys
            .Where(known => meant.Means(known.Group, known.Kind))
            .Select(known => new ObjectKey(known.Group, known.Kind, ns, name))
            .Where(key => store.Get(key) is not null);
        return [.. seen.Concat(Alike(meant, ns, name, ledger.Alive().Select(episode => episode.Key.Object))).Distinct()];
    }

    /// <summary>The same, and what is neither but was: it violated once, or the guard did something to it.</summary>
    /// <inheritdoc cref="Find" />
    public IReadOnlyList<ObjectKey> FindKnown(string kind, string ns, string name)
    {
        var meant = new KindWord(kind);
        List<ObjectKey> known = [.. Find(kind, ns, name).Concat(Alike(meant, ns, name, ledger.Actions().Select(action => action.Target))).Distinct()];
        return known.Count > 0 ? known : [.. Alike(meant, ns, name, ledger.In(EpisodeState.Resolved).Select(episode => episode.Key.Object)).Distinct()];
    }

    /// <summary>Words that there is none, and why.</summary>
    /// <inheritdoc cref="Find" />
    public string None(string kind, string ns, string name)
    {
        var typed = PlainText.Clean($"{kind}/{(ns.Length > 0 ? $"{ns}/" : "")}{name}", 500);
        var meant = new KindWord(kind);
        var states = store.States();
        var kinds = states.Where(pair => meant.Means(pair.Key.Group, pair.Key.Kind)).ToList();
        if (kinds.Count == 0)
        {
            var near = NearestName.Of(kind, [.. states.Keys.Select(known => known.Kind)]) is { } word ? $", did you mean `{word}`?" : "";
            return $"the guard sees no such object: `{typed}`: no policy in force reads the kind `{PlainText.Clean(kind, 100)}`{near}";
        }

        return kinds.Find(pair => pair.Value.Status != KindStatus.Synced) is { Value: { } state } blind
            ? $"the guard sees no such object: `{typed}`: it does not see {blind.Key} now: {PlainText.Clean(state.Reason, 500)}"
            : $"the guard sees no such object: `{typed}`: is its {(ns.Length > 0 ? "namespace and " : "")}name right?";
    }

    private static IEnumerable<ObjectKey> Alike(KindWord meant, string ns, string name, IEnumerable<ObjectKey> keys) =>
        keys.Where(key => key.Namespace == ns && key.Name == name && meant.Means(key.Group, key.Kind));
}
