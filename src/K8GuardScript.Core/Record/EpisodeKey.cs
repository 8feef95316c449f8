using K8GuardScript.Core.Cluster;

namespace K8GuardScript.Core.Record;

/// <summary>Which violation: equal keys are one episode, whatever became of uid, image tag or the order of a list.</summary>
/// <param name="Policy">id of the policy</param>
/// <param name="Object">the object that violates</param>
/// <param name="Place">the finding's subject if it names one, else its path with list keys: <c>spec.containers[name=app].image</c></param>
internal readonly record struct EpisodeKey(string Policy, ObjectKey Object, string Place)
{
    /// <inheritdoc />
    public override string ToString() => $"{Policy} {Object} {Place}";
}
