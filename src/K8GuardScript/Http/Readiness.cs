using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Watch;
using K8GuardScript.Scripts;

namespace K8GuardScript.Http;

/// <summary>Tells whether the guard sees what its policies read.</summary>
internal sealed class Readiness(ObjectStore store, PolicyShelf shelf, Ledger ledger, Rulebook rulebook)
{
    /// <summary>One line for each thing that is missing; empty when ready.</summary>
    public IReadOnlyList<string> Missing()
    {
        var missing = new List<string>();
        if (!shelf.WasLoaded) missing.Add("policies: not loaded yet");
        foreach (var (kind, state) in store.States().OrderBy(pair => pair.Key.ToString(), StringComparer.Ordinal))
        {
            if (state.Status is KindStatus.Pending) missing.Add($"{kind}: not listed yet: {state.Reason}");
            if (state.Status is KindStatus.Interrupted) missing.Add($"{kind}: out of reach: {state.Reason}");
        }

        return missing;
    }

    /// <summary>One line for each thing that is not as it should be, though it is no reason not to be ready.</summary>
    public IReadOnlyList<string> Degraded()
    {
        var degraded = new List<string>();
        foreach (var (kind, state) in store.States().Where(pair => pair.Value.Status == KindStatus.Refused && IsRead(pair.Key)))
            degraded.Add($"{kind}: refused, policies are blind for it: {state.Reason}");
        if (ledger.Trouble is { } trouble) degraded.Add($"ledger: it can't be written, so nothing is counted and nothing is acted on: {trouble}");
        if (ledger.SafeBecause is { } safe) degraded.Add($"ledger: {safe}");
        degraded.AddRange(shelf.SettingsProblems.Select(problem => $"settings: {problem}"));
        degraded.AddRange(shelf.All().SelectMany(entry => entry.Problems).Select(problem => $"policies: {problem}"));
        return degraded;
    }

    // a kind is watched for a while after the last policy that read it went
    private bool IsRead(KindName kind) => kind is { Group: "", Kind: "Namespace" or "Node" } || rulebook.Current.Policies.All
        .Any(policy => policy.Reads.Any(read => read.Group == kind.Group && read.Kind == kind.Kind));
}
