using K8GuardScript.Core.Actions.Planning;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Evaluate;
using K8GuardScript.Core.Policies;
using K8GuardScript.Sdk.Objects;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Actions.Looking;

/// <summary>Looks at an object anew, past every cache: what an action rests on.</summary>
/// <param name="cluster">reads</param>
/// <param name="judge">judges</param>
/// <param name="cached">what is watched: tells what is to be read afresh</param>
internal sealed class FreshLook(IClusterClient cluster, Judge judge, IClusterLookup cached)
{
    // an answer may lead to another question, as from a Service to its pods and from there to their nodes
    private const int MostRounds = 6;
    private static readonly KindName Namespaces = new("", "v1", "Namespace");

    /// <summary>Reads an object.</summary>
    /// <param name="kind">in the version that is to be spoken</param>
    /// <param name="key">which</param>
    /// <param name="cancel">gives up</param>
    /// <returns>the object when found</returns>
    public async Task<(ReadOutcome Outcome, FreshObject? Object)> ReadAsync(KindName kind, ObjectKey key, CancellationToken cancel)
    {
        var read = await cluster.GetAsync(kind, key.Namespace, key.Name, cancel).ConfigureAwait(false);
        return (read, read.Result == ReadResult.Found ? FreshObject.Parse(kind, read.Json) : null);
    }

    /// <summary>Reads a namespace: mode and protection may stand on it. Null where that fails, or for the empty name.</summary>
    public async Task<KubeObject?> ReadNamespaceAsync(string name, CancellationToken cancel)
    {
        if (name.Length == 0) return null;
        var read = await cluster.GetAsync(Namespaces, "", name, cancel).ConfigureAwait(false);
        return read.Result == ReadResult.Found ? KubeObject.Parse(read.Json.Span, Namespaces.ApiVersion, Namespaces.Kind) : null;
    }

    /// <summary>
    /// The object with the replicas that its scale subresource asks for, where it is stopped by that; a conflict if it changed between the
    /// two reads.
    /// </summary>
    public async Task<(ActionReport? Trouble, FreshObject Object)> WithScaleAsync(FreshObject fresh, ActionVerb verb, CancellationToken cancel)
    {
        if (verb != ActionVerb.Stop || ActionPlanner.Sort(fresh.Kind) != StopSort.Scale) return (null, fresh);
        var scale = await cluster.ReadScaleAsync(fresh.Kind, fresh.Item.Namespace, fresh.Item.Name, cancel).ConfigureAwait(false);
        if (scale.Result != ReadResult.Found) return (ActionReport.Failed($"its scale could not be read: {scale.Message}"), fresh);
        return scale.Uid == fresh.Item.Uid && scale.ResourceVersion == fresh.Item.ResourceVersion
            ? (null, fresh with { Replicas = scale.Replicas })
            : (ActionReport.Conflict, fresh);
    }

    /// <summary>Judges an object as it was just read, on what its verdict looks at as that is now.</summary>
    /// <remarks>INVARIANT: nothing of the verdict rests on the watch but the sizes of images and who owns whom.</remarks>
    /// <exception cref="LostRunException">the rule could not be stopped</exception>
    public async Task<Verdict> JudgeAsync(Policy policy, FreshObject fresh, CancellationToken cancel)
    {
        var lookUp = new FreshLookUp(cluster, cached);
        if (fresh.Item.Namespace.Length > 0) lookUp.Knows(new LookUp("v1", "Namespace", "", fresh.Item.Namespace), fresh.Namespace);
        for (var round = 1; ; round++)
        {
            var verdict = await judge.OfAsync(policy, fresh.Kind, fresh.Item, lookUp, cancel).ConfigureAwait(false);
            if (!lookUp.IsMissingAny || verdict.Result == VerdictResult.Faulted) return verdict;
            if (round == MostRounds) return verdict with { Incomplete = true };
            await lookUp.ReadMissingAsync(cancel).ConfigureAwait(false);
        }
    }
}
