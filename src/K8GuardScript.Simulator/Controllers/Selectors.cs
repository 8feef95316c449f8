using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Storage;

namespace K8GuardScript.Simulator.Controllers;

/// <summary>meta/v1 LabelSelector against labels.</summary>
internal static class Selectors
{
    public static bool Matches(JsonObject selector, JsonObject labels) =>
        Matches(selector, key => labels.Text(key));

    public static bool Matches(JsonObject selector, IReadOnlyDictionary<string, string> labels) =>
        Matches(selector, key => labels.GetValueOrDefault(key));

    private static bool Matches(JsonObject selector, Func<string, string?> label) =>
        (selector["matchLabels"] as JsonObject ?? []).All(entry => label(entry.Key) == entry.Value?.ToString())
        && selector.Objects("matchExpressions").All(rule => Holds(rule, label(rule.Text("key") ?? "")));

    private static bool Holds(JsonObject rule, string? value) => rule.Text("operator") switch
    {
        "In" => value is not null && rule.Texts("values").Contains(value),
        "NotIn" => value is null || !rule.Texts("values").Contains(value),
        "Exists" => value is not null,
        _ => value is null,
    };
}
