using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Notify;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Settings;
using K8GuardScript.Core.Watch;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Core.Exemptions;

/// <summary>Says what each exemption covers, and whom that concerns. Goes through all violations: not for every moment.</summary>
internal sealed class Coverage(ExemptionBook book, Ledger ledger, ObjectStore store, Rulebook rulebook)
{
    /// <summary>How many violations each covers that are there now, whether it ended or not, in the order of the settings, snoozes last.</summary>
    public IReadOnlyList<(Exemption Exemption, int Violations)> Counts()
    {
        var index = book.Current;
        var counts = new Dictionary<Exemption, int>(ReferenceEqualityComparer.Instance);
        foreach (var (_, exemption, _) in Covered(index)) counts[exemption] = counts.GetValueOrDefault(exemption) + 1;
        return [.. index.All.Select(exemption => (exemption, counts.GetValueOrDefault(exemption)))];
    }

    /// <summary>Who owns what some exemptions cover, each once for each exemption, with how many violations of theirs it covers.</summary>
    public IReadOnlyList<(Exemption Exemption, Recipient Owner, int Violations)> Owners(Func<Exemption, bool> wanted)
    {
        var settings = rulebook.Current.Settings;
        var owners = new Dictionary<(Exemption Exemption, string Name), (Recipient Owner, int Violations)>();
        foreach (var (episode, exemption, ns) in Covered(book.Current))
        {
            if (!wanted(exemption)) continue;
            var owner = OwnerDirectory.Of(settings, store.Get(episode.Key.Object), ns);
            var count = owners.TryGetValue((exemption, owner.Name), out var known) ? known.Violations : 0;
            owners[(exemption, owner.Name)] = (owner, count + 1);
        }

        return [.. owners.Select(pair => (pair.Key.Exemption, pair.Value.Owner, pair.Value.Violations))];
    }

    /// <summary>The exemption because of which a violation is exempt; null where none holds now.</summary>
    public Exemption? Of(Episode episode, DateTimeOffset now) => episode.State == EpisodeState.Exempt
        ? book.For(episode.Key, store.Get(episode.Key.Object), NamespaceOf(episode.Key.Object), now)
        : null;

    private IEnumerable<(Episode Episode, Exemption Exemption, KubeObject? Namespace)> Covered(ExemptionIndex index)
    {
        if (index.All.Count == 0) yield break;
        foreach (var episode in ledger.Alive())
        {
            var ns = NamespaceOf(episode.Key.Object);
            foreach (var exemption in index.Covering(episode.Key, store.Get(episode.Key.Object), ns)) yield return (episode, exemption, ns);
        }
    }

    private KubeObject? NamespaceOf(ObjectKey key)
    {
        var name = key is { Group: "", Kind: "Namespace" } ? key.Name : key.Namespace;
        return name.Length == 0 ? null : store.Namespace(name);
    }
}
