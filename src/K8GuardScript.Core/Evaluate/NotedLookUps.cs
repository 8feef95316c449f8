using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Policies;
using K8GuardScript.Sdk.Objects;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Evaluate;

/// <summary>Passes look-ups on, and notes who asks for what. Belongs to one thread.</summary>
internal sealed class NotedLookUps(IClusterLookup inner, Dependents dependents) : IClusterLookup
{
    /// <summary>
    /// For one verdict; one that asks for more is told of every change in the namespaces that it asks for, and of every change of the
    /// kinds if those are as many again.
    /// </summary>
    public const int MaxPlaces = 64;

    private readonly HashSet<AskedPlace> asked = [];
    private Policy? policy;
    private ObjectKey asking;
    private long run;
    private bool isAsking;

    /// <summary>
    /// From now on it is this policy that asks, about this object, until it is <see cref="Done"/>. Said of the same two again, it is the
    /// same verdict that goes on: it may take several runs, over the object and over what lies below it.
    /// </summary>
    public void For(Policy askingPolicy, in ObjectKey askingObject)
    {
        var isSame = ReferenceEquals(policy, askingPolicy) && asking == askingObject;
        if (!isSame)
        {
            Done();
            (policy, asking, run) = (askingPolicy, askingObject, dependents.Begin());
        }

        isAsking = true;
    }

    /// <summary>The verdict was made, or broke. What an earlier one asked for, and this one did not, is nothing to it any more.</summary>
    public void Done()
    {
        if (!isAsking) return;
        if (MayHaveNotes(policy!)) dependents.End(policy!.Id, asking, run);
        asked.Clear();
        isAsking = false;
    }

    /// <inheritdoc />
    public DateTimeOffset? Now => inner.Now;

    /// <inheritdoc />
    public long? ImageSize(string image)
    {
        Note(AskedPlace.Image(ImageName.Normalize(image)));
        return inner.ImageSize(image);
    }

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

    private void Note(LookUp wanted)
    {
        var kind = KindName.Parse(wanted.ApiVersion, wanted.Kind);
        if (isAsking && !policy!.State.NoteLookUp(kind))
            throw new InvalidOperationException($"the policy looks up more than {PolicyCounters.MaxLookedUp} kinds");
        Note(AskedPlace.Of(kind, wanted));
    }

    // INVARIANT: noted before it is answered, so that no change between the answer and the note gets lost.
    private void Note(AskedPlace place)
    {
        if (!isAsking || asked.Contains(place)) return;
        if (asked.Count >= MaxPlaces) place = asked.Count < 2 * MaxPlaces ? place.WholeNamespace : place.WholeKind;
        if (!asked.Add(place)) return;
        policy!.State.Asks = true;
        dependents.Note(policy.Id, asking, place, run);
    }

    // most policies never ask, and for them this costs next to nothing
    private bool MayHaveNotes(Policy done)
    {
        if (!done.State.IsPastKnown)
        {
            if (dependents.KnowsAny(done.Id)) done.State.Asks = true;
            done.State.IsPastKnown = true;
        }

        return done.State.Asks;
    }
}
