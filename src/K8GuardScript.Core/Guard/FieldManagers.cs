using System.Text.Json;

namespace K8GuardScript.Core.Guard;

/// <summary>Reads from an object as the server sent it who manages a field of it.</summary>
internal static class FieldManagers
{
    /// <param name="json">the object, as UTF-8 JSON with its <c>managedFields</c>, which the store does not keep</param>
    /// <param name="field">the names that lead to the field, as <c>spec, replicas</c>; empty for any field</param>
    /// <returns>each manager once, in the order of the object</returns>
    public static IReadOnlyList<string> Of(ReadOnlyMemory<byte> json, IReadOnlyList<string> field)
    {
        using var document = JsonDocument.Parse(json);
        if (Below(document.RootElement, "metadata") is not { } metadata || Below(metadata, "managedFields") is not { ValueKind: JsonValueKind.Array } all)
            return [];
        return
        [
            .. all.EnumerateArray().Where(entry => Owns(entry, field)).Select(entry => Below(entry, "manager"))
                .Where(manager => manager is { ValueKind: JsonValueKind.String }).Select(manager => manager!.Value.GetString()!)
                .Distinct(StringComparer.Ordinal),
        ];
    }

    // Kubernetes meta/v1 FieldsV1: a set of fields is a map whose keys are `f:NAME`
    private static bool Owns(JsonElement entry, IReadOnlyList<string> field)
    {
        if (field.Count == 0) return true;
        var at = Below(entry, "fieldsV1");
        foreach (var name in field) at = at is { } level ? Below(level, $"f:{name}") : null;
        return at is not null;
    }

    private static JsonElement? Below(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var found) ? found : null;
}
