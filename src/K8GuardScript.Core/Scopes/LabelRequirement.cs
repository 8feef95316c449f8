using System.Globalization;
using K8GuardScript.Sdk.Fields;

namespace K8GuardScript.Core.Scopes;

/// <summary>One condition of a <see cref="LabelSelector"/>.</summary>
/// <param name="Key">the label</param>
/// <param name="Operator">how it compares</param>
/// <param name="Values">ordered, each once; none for <c>Exists</c> and <c>DoesNotExist</c>, one whole number for the greater and the less</param>
internal sealed record LabelRequirement(string Key, LabelOperator Operator, IReadOnlyList<string> Values)
{
    /// <summary>Whether labels meet it, as <c>Requirement.Matches</c> of k8s.io/apimachinery/pkg/labels says.</summary>
    /// <param name="labels">the map of labels, or its absence; what is no text there is no label</param>
    public bool Matches(Field labels)
    {
        // without a place for what is not there, which this is asked very often
        var value = labels.TryMember(Key, out var label) ? label.Text : default;
        return Operator switch
        {
            LabelOperator.In => value.Exists && Has(value),
            LabelOperator.NotIn => !value.Exists || !Has(value),
            LabelOperator.Exists => value.Exists,
            LabelOperator.DoesNotExist => !value.Exists,
            LabelOperator.GreaterThan => Number(value) is { } number && number > Limit,
            _ => Number(value) is { } number && number < Limit,
        };
    }

    /// <inheritdoc />
    public override string ToString() => Operator switch
    {
        LabelOperator.In when Values.Count == 1 => $"{Key}={Values[0]}",
        LabelOperator.In => $"{Key} in ({string.Join(",", Values)})",
        LabelOperator.NotIn when Values.Count == 1 => $"{Key}!={Values[0]}",
        LabelOperator.NotIn => $"{Key} notin ({string.Join(",", Values)})",
        LabelOperator.Exists => Key,
        LabelOperator.DoesNotExist => $"!{Key}",
        LabelOperator.GreaterThan => $"{Key}>{Values[0]}",
        _ => $"{Key}<{Values[0]}",
    };

    private long Limit => long.Parse(Values[0], NumberStyles.None, CultureInfo.InvariantCulture);

    private bool Has(Text value)
    {
        for (var i = 0; i < Values.Count; i++)
        {
            if (value == Values[i]) return true;
        }

        return false;
    }

    private static long? Number(Text value) =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
