using K8GuardScript.Sdk.Fields;
using K8GuardScript.Sdk.Views;

namespace K8GuardScript.Sdk.Authoring;

/// <summary>Selectors, as the API server matches them against labels.</summary>
public static class Selectors
{
    /// <summary>
    /// True when the labels meet the selector: all of <c>matchLabels</c> and of <c>matchExpressions</c>. An absent selector
    /// matches nothing, an empty one everything (meta/v1 LabelSelector).
    /// </summary>
    /// <exception cref="InvalidOperationException">an operator that the API does not have</exception>
    public static bool Matches(this LabelSelector selector, TextMap labels)
    {
        if (!selector.Exists) return false;
        foreach (var (key, value) in selector.MatchLabels)
        {
            if (!Has(labels, key, value)) return false;
        }

        foreach (var requirement in selector.MatchExpressions)
        {
            if (!Meets(labels, requirement)) return false;
        }

        return true;
    }

    /// <summary>
    /// True when the labels hold every key of the selector with its value: <c>service.Spec.Selector.Matches(pod.Metadata.Labels)</c>.
    /// An absent or empty one matches nothing, as a Service without a selector finds no pods.
    /// </summary>
    public static bool Matches(this TextMap selector, TextMap labels)
    {
        foreach (var (key, value) in selector)
        {
            if (!Has(labels, key, value)) return false;
        }

        return selector.Any();
    }

    private static bool Has(TextMap labels, string key, Text value) => labels.Has(key) && labels[key].ToString() == value.ToString();

    private static bool Meets(TextMap labels, LabelSelectorRequirement requirement)
    {
        var key = requirement.Key.ToString();
        return requirement.Operator.ToString() switch
        {
            "In" => labels.Has(key) && requirement.Values.Contains(labels[key]),
            "NotIn" => !labels.Has(key) || !requirement.Values.Contains(labels[key]),
            "Exists" => labels.Has(key),
            "DoesNotExist" => !labels.Has(key),
            var other => throw new InvalidOperationException($"a selector has no operator `{other}`: In, NotIn, Exists or DoesNotExist"),
        };
    }
}
