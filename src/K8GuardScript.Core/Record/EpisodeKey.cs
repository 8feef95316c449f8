using K8GuardScript.Core.Cluster;

namespace K8GuardScript.Core.Record;

/// <summary>Which violation: equal keys are one episode, whatever became of uid, image tag or the order of a list.</summary>
/// <param name="Policy">id of the policy</param>
/// <param name="Object">the object that violates</param>
/// <param name="Place">the finding's subject if it names one, else its path with list keys: <c>spec.containers[name=app].image</c></param>
/// <param name="Source">
/// the object at which it was found, where that is another one: two that say the same of an object have an episode each
/// </param>
/// <param name="Child">
/// the kind of objects below the judged one in which it was found, such as <c>Pod</c>; null for the object itself. Not which of them:
/// they come and go
/// </param>
internal readonly record struct EpisodeKey(string Policy, ObjectKey Object, string Place, ObjectKey? Source = null, string? Child = null)
{
    /// <summary>The object whose verdict opens and closes it.</summary>
    public ObjectKey Judged => Source ?? Object;

    /// <inheritdoc />
    public override string ToString()
    {
        var where = Child is null ? Place : $"{Place} in a {Child}";
        return Source is { } source ? $"{Policy} {Object} {where} found at {source}" : $"{Policy} {Object} {where}";
    }
}
