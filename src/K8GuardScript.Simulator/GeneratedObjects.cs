namespace K8GuardScript.Simulator;

/// <summary>Objects that the simulator makes up itself: the same numbers give the same objects, to the byte.</summary>
public sealed record GeneratedObjects
{
    /// <summary>How many, beside the four namespaces that every cluster has; 0 for none.</summary>
    public int Count { get; init; }

    /// <summary>Another seed gives another cluster of the same size and mix.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>How many of the objects have each of the flaws that they can have, from 0 to 1.</summary>
    public double FlawedShare { get; init; } = 0.1;

    /// <summary>How many of the objects are pods of one namespace, called <c>crowd</c>; the others are what is left of the count.</summary>
    public int Crowd { get; init; }

    /// <summary>How many objects change by themselves each second; 0 for none. It can be set anew while the cluster runs.</summary>
    public double ChangesPerSecond { get; init; }
}
