using K8GuardScript.Sdk.Fields;
using K8GuardScript.Sdk.Metering;

namespace K8GuardScript.Sdk.Authoring;

/// <summary>Selectors that are plain labels, as a Service has one; see <see cref="Views.LabelSelector.Matches" /> for the others.</summary>
public static class Selectors
{
    /// <summary>
    /// True when the labels hold every key of the selector with its value: <c>service.Spec.Selector.Matches(pod.Metadata.Labels)</c>.
    /// An absent or empty one matches nothing, as a Service without a selector finds no pods.
    /// </summary>
    public static bool Matches(this TextMap selector, TextMap labels)
    {
        foreach (var (key, value) in selector)
        {
            Fuel.Tick();
            if (!labels.Has(key) || labels[key] != value) return false;
        }

        return selector.Any();
    }
}
