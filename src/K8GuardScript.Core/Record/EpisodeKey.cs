using K8GuardScript.Core.Cluster;

namespace K8GuardScript.Core.Record;

/// <summary>Which violation: equal keys are one episode, whatever became of uid, image tag or the order of a list.</summary>
/// <param name="Policy">id of the policy</param>
/// <param name="Object">the object that violates</param>
/// <param name="Place">the finding's subject if it names one, else its path with list keys: <c>spec.containers[name=app].image</c></param>
/// <param name="Source">
/// the object at which it was found, where that is another one: two that say the same of an object have an episode each
/// </param>
internal readonly record struct EpisodeKey(string Policy, ObjectKey Object, string Place, ObjectKey? Source = null)
{
    /// <summary>The object whose verdict opens and closes it.</summary>
    public ObjectKey Judged => Source ?? Object;

    /// <inheritdoc />
    public override string ToString() => Source is { } source ? $"{Policy} {Object} {Place} found at {source}" : $"{Policy} {Object} {Place}";
}
