namespace K8GuardScript.Core.Evaluate;

/// <summary>A place that some verdict asked for.</summary>
internal sealed class NotedPlace(AskedPlace place)
{
    public AskedPlace Place => place;

    /// <summary>The latest of its notes in <see cref="LookUpNotes"/>; -1 if there is none.</summary>
    public int First { get; set; } = -1;
}
