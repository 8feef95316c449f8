using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Policies;
using K8GuardScript.Sdk.Objects;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Evaluate;

/// <summary>Passes look-ups on, and notes who asks for what. Belongs to one thread.</summary>
internal sealed class NotedLookUps(IClusterLookup inner, Dependents dependents) : IClusterLookup
{
    private Policy? policy;
    private ObjectKey asking;

    /// <summary>From now on it is this policy that asks, about this object.</summary>
    public void For(Policy askingPolicy, in ObjectKey askingObject) => (policy, asking) = (askingPolicy, askingObject);

    /// <inheritdoc />
    public DateTimeOffset? Now => inner.Now;

    /// <inheritdoc />
    public long? ImageSize(string image) => inner.ImageSize(image);

    /// <inheritdoc />
    public IReadOnlyList<KubeObject>? List(LookUp wanted)
    {
        Note(wanted);
        return inner.List(wanted);
    }

    /// <inheritdoc />
    public bool TryFind(LookUp wanted, out KubeObject? found)
    {
        Note(wanted);
        return inner.TryFind(wanted, out found);
    }

    // INVARIANT: noted before it is answered, so that no change between the answer and the note gets lost.
    private void Note(LookUp wanted)
    {
        var kind = KindName.Parse(wanted.ApiVersion, wanted.Kind);
        if (policy?.State.NoteLookUp(kind) == false)
            throw new InvalidOperationException($"the policy looks up more than {PolicyCounters.MaxLookedUp} kinds");
        dependents.Note(asking, kind, wanted.Namespace, wanted.Name);
    }
}
