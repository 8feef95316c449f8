using K8GuardScript.Sdk.Fields;
using K8GuardScript.Sdk.Metering;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Sdk.Registration;

/// <summary>The objects that look-ups gave to one evaluation, found again by what lies in them.</summary>
internal sealed class SeenObjects
{
    private readonly List<IReadOnlyList<KubeObject>> given = [];
    private readonly Dictionary<object, KubeObject> byTape = new(ReferenceEqualityComparer.Instance);
    private int indexed;

    public void Add(IReadOnlyList<KubeObject> objects) => given.Add(objects);

    /// <summary>The object in which a place lies, also one that it lacks; null for a place in none of them.</summary>
    public KubeObject? Of(Field place)
    {
        for (; indexed < given.Count; indexed++)
        {
            Fuel.Charge(given[indexed].Count);
            foreach (var item in given[indexed]) byTape[item.Root.Source!] = item;
        }

        return TapeOf(place) is { } tape ? byTape.GetValueOrDefault(tape) : null;
    }

    /// <summary>What holds a place, or would; null for a place in nothing.</summary>
    public static object? TapeOf(Field place)
    {
        var source = place.Source;
        while (source is AbsentPlace absent) source = absent.Parent.Source;
        return source;
    }
}
