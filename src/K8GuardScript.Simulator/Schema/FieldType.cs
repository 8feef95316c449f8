using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace K8GuardScript.Simulator.Schema;

/// <summary>
/// The type of a field: what it may hold, how server-side apply divides it among its owners (x-kubernetes-list-type, -map-type) and
/// how a strategic merge patch merges it (x-kubernetes-patch-strategy, -merge-key).
/// </summary>
internal sealed class FieldType(FieldShape shape)
{
    public static readonly FieldType Anything = new(FieldShape.Anything);

    private IReadOnlyDictionary<string, FieldType> fields = ImmutableDictionary<string, FieldType>.Empty;

    public FieldShape Shape => shape;

    /// <summary>Owned and replaced as one value, whatever is in it.</summary>
    public bool IsAtomic { get; init; }

    /// <summary>Of a map or a list.</summary>
    public FieldType? Element { get; init; }

    /// <summary>The fields that tell the items of a list apart; empty where it has none.</summary>
    public IReadOnlyList<string> ListKeys { get; init; } = [];

    /// <summary>A list of different scalars, each with its own owners.</summary>
    public bool IsSet { get; init; }

    /// <summary>The field by which a strategic merge patch finds items; empty for scalars; null where the patch replaces the list.</summary>
    public string? MergeKey { get; init; }

    /// <summary>A strategic merge patch may name the only keys to keep.</summary>
    public bool RetainsKeys { get; init; }

    public IReadOnlyDictionary<string, FieldType> Fields => this.fields;

    public bool HasKeyedItems => Shape == FieldShape.List && ListKeys.Count > 0;

    /// <summary>Whether the value as a whole is the smallest thing that has owners.</summary>
    public bool IsLeaf(JsonNode? value) => value switch
    {
        JsonObject => IsAtomic || Shape is not (FieldShape.Struct or FieldShape.Map or FieldShape.Anything),
        JsonArray => IsAtomic || Shape != FieldShape.List || (ListKeys.Count == 0 && !IsSet),
        _ => true,
    };

    /// <summary>The type of a field or a map's value; <see cref="Anything"/> where the field is not declared.</summary>
    public FieldType Child(string key) => this.fields.GetValueOrDefault(key) ?? Element ?? Anything;

    public bool Declares(string key) => Shape is FieldShape.Map or FieldShape.Anything || Element is not null || this.fields.ContainsKey(key);

    public FieldType Item => Element ?? Anything;

    /// <summary>The same type in a field that adds how it is owned and merged.</summary>
    public FieldType With(bool atomic, string[] listKeys, bool set, string? mergeKey, bool retainKeys) => new(Shape)
    {
        IsAtomic = IsAtomic || atomic,
        Element = Element,
        ListKeys = listKeys,
        IsSet = set,
        MergeKey = mergeKey,
        RetainsKeys = retainKeys,
        fields = this.fields,
    };

    /// <summary>A struct; its fields may be added until it is handed out, as types hold each other.</summary>
    /// <param name="others">the type of all other fields; null where there may be none</param>
    public static FieldType Struct(IReadOnlyDictionary<string, FieldType> fields, bool atomic, FieldType? others = null) =>
        new(FieldShape.Struct) { IsAtomic = atomic, fields = fields, Element = others };
}
