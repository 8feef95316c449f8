using System.Text.Json;
using System.Text.Json.Serialization;

namespace K8GuardScript.Views;

/// <summary>What the API says of a type, or of a field's type.</summary>
internal sealed class TypeDefinition
{
    public static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public string? Type { get; init; }

    public string? Format { get; init; }

    [JsonPropertyName("$ref")]
    public string? Ref { get; init; }

    public IReadOnlyList<string>? Enum { get; init; }

    public TypeDefinition? Items { get; init; }

    public TypeDefinition? AdditionalProperties { get; init; }

    public IReadOnlyDictionary<string, TypeDefinition> Properties { get; init; } = new Dictionary<string, TypeDefinition>();

    [JsonPropertyName("x-kubernetes-group-version-kind")]
    public IReadOnlyList<KindDefinition> Kinds { get; init; } = [];

    /// <summary>The name of the type that is referred to, or null.</summary>
    [JsonIgnore]
    public string? Target => Ref?[(Ref.LastIndexOf('/') + 1)..];
}

/// <summary>A kind of objects that a type describes.</summary>
internal sealed record KindDefinition(string Group, string Version, string Kind)
{
    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";
}
