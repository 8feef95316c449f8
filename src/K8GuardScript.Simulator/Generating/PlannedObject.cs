using K8GuardScript.Simulator.Resources;
using K8GuardScript.Simulator.Storage;
using K8GuardScript.Simulator.Writing;

namespace K8GuardScript.Simulator.Generating;

/// <summary>One object of a generated cluster: what its text follows from.</summary>
/// <param name="type">its resource</param>
/// <param name="name">where it is stored</param>
/// <param name="app">what it belongs to</param>
/// <param name="owner">its controller, or null</param>
/// <param name="number">unique among the objects of its kind: addresses follow from it</param>
internal sealed class PlannedObject(ResourceType type, ObjectName name, App app, PlannedObject? owner, int number)
{
    public ResourceType Type => type;

    public ObjectName Name => name;

    public App App => app;

    public PlannedObject? Owner => owner;

    public int Number => number;

    public string Uid { get; } = Names.Uid(type.Id, name.Key, 0);

    /// <summary>The release of the app that its template is of.</summary>
    public int Release { get; set; } = app.Release;

    /// <summary>How often its specification or data changed.</summary>
    public int Edition { get; set; }

    /// <summary>How often its status changed.</summary>
    public int StatusEdition { get; set; }

    public bool Has(Flaw flaw) => app.Has(flaw, Release);
}
