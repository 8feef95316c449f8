using K8GuardScript.Sdk.Fields;
using K8GuardScript.Sdk.Metering;

namespace K8GuardScript.Sdk.Views;

public readonly partial struct LabelSelector
{
    /// <summary>
    /// Whether the selector takes what has these labels, as Kubernetes decides it: an empty selector takes everything, an absent one
    /// nothing, and <c>NotIn</c> and <c>DoesNotExist</c> hold where the key is missing.
    /// </summary>
    /// <exception cref="InvalidOperationException">an operator that the API does not have: neither answer would be right</exception>
    /// <exception cref="FieldTypeException">the selector or the labels are of another JSON type</exception>
    public bool Matches(TextMap labels)
    {
        if (!Exists) return false;
        foreach (var (key, value) in MatchLabels)
        {
            Fuel.Tick();
            if (labels[key] != value) return false;
        }

        foreach (var requirement in MatchExpressions)
        {
            Fuel.Tick();
            if (!Holds(requirement, labels)) return false;
        }

        return true;
    }

    private static bool Holds(LabelSelectorRequirement requirement, TextMap labels)
    {
        var value = labels[requirement.Key.ToString()];
        return requirement.Operator.ToString() switch
        {
            "In" => value.Exists && requirement.Values.Contains(value),
            "NotIn" => !value.Exists || !requirement.Values.Contains(value),
            "Exists" => value.Exists,
            "DoesNotExist" => !value.Exists,
            var other => throw new InvalidOperationException($"a selector has no operator `{other}`: In, NotIn, Exists or DoesNotExist"),
        };
    }
}
