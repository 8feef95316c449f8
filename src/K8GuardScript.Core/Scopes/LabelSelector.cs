using K8GuardScript.Sdk.Objects;
using K8GuardScript.Sdk.Objects.Generated;

namespace K8GuardScript.Core.Scopes;

/// <summary>A label selector as kubectl takes it: every requirement must be met. Immutable.</summary>
/// <param name="Requirements">at least one</param>
internal sealed record LabelSelector(IReadOnlyList<LabelRequirement> Requirements)
{
    /// <summary>Whether an object's labels meet it.</summary>
    public bool Matches(KubeObject target)
    {
        var metadata = target.Root.Member(SchemaKey.Metadata);
        var labels = metadata.Kind == ValueKind.Object ? metadata.Member(SchemaKey.Labels) : default;
        for (var i = 0; i < Requirements.Count; i++)
        {
            if (!Requirements[i].Matches(labels)) return false;
        }

        return true;
    }

    /// <summary>Two requirements that no object can meet together, for people; null if none is seen.</summary>
    public string? Contradiction()
    {
        foreach (var group in Requirements.GroupBy(one => one.Key).Where(group => group.Count() > 1))
        {
            var of = group.ToList();
            var isWanted = of.Exists(one => one.Operator is not (LabelOperator.NotIn or LabelOperator.DoesNotExist));
            var isUnwanted = of.Exists(one => one.Operator == LabelOperator.DoesNotExist);
            var sets = of.FindAll(one => one.Operator == LabelOperator.In);
            var left = sets.Count == 0 ? null : sets.Select(one => one.Values.AsEnumerable()).Aggregate((a, b) => a.Intersect(b))
                .Except(of.Where(one => one.Operator == LabelOperator.NotIn).SelectMany(one => one.Values));
            if ((isWanted && isUnwanted) || left?.Any() == false) return string.Join(", ", of.Select(one => $"`{one}`"));
        }

        return null;
    }

    /// <inheritdoc />
    public override string ToString() => string.Join(",", Requirements.Select(one => one.ToString()));
}
