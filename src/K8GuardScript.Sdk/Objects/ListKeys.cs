using System.Collections.Frozen;
using K8GuardScript.Sdk.Fields;

namespace K8GuardScript.Sdk.Objects;

/// <summary>
/// By what the items of a list are told apart: the API's list-map keys, and the value itself in lists that are sets.
/// </summary>
internal static class ListKeys
{
    private static readonly FrozenDictionary<string, string[]> Keys = new Dictionary<string, string[]>
    {
        ["containers"] = ["name"],
        ["initContainers"] = ["name"],
        ["ephemeralContainers"] = ["name"],
        ["volumes"] = ["name"],
        ["env"] = ["name"],
        ["imagePullSecrets"] = ["name"],
        ["resourceClaims"] = ["name"],
        ["volumeMounts"] = ["mountPath"],
        ["volumeDevices"] = ["devicePath"],
        ["volumeClaimTemplates"] = ["metadata", "name"],
        ["hostAliases"] = ["ip"],
        ["topologySpreadConstraints"] = ["topologyKey"],
        ["conditions"] = ["type"],
        ["ownerReferences"] = ["uid"],
    }.ToFrozenDictionary();

    private static readonly FrozenSet<string> Sets =
        new[] { "add", "drop", "finalizers", "accessModes", "hosts", "verbs" }.ToFrozenSet();

    /// <summary><c>name=app</c> for an item of <c>containers</c>; null where only the position tells items apart.</summary>
    /// <param name="list">the key under which an object holds the list; null if a list does</param>
    /// <param name="item">one of its items</param>
    public static string? Of(string? list, Field item)
    {
        if (list is null) return null;
        if (item.Kind == ValueKind.Text) return Sets.Contains(list) ? $"={Escape(item.ToString())}" : null;
        if (list == "ports") return Named(item, ["containerPort"]) ?? Named(item, ["port"]);
        if (list == "rules") return Named(item, ["host"]);
        return Keys.TryGetValue(list, out var key) ? Named(item, key) : null;
    }

    private static string? Named(Field item, string[] path)
    {
        var value = item;
        foreach (var name in path) value = value[name];
        return value.Kind is ValueKind.Text or ValueKind.Number && value.ToString() is { Length: > 0 } text
            ? $"{path[^1]}={Escape(text)}"
            : null;
    }

    private static string Escape(string value) =>
        value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("]", "\\]", StringComparison.Ordinal);
}
