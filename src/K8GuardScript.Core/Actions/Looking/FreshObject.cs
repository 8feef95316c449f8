using System.Text.Json;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Core.Actions.Looking;

/// <summary>An object as it was just read from the server.</summary>
/// <param name="Kind">its kind in the version that was spoken</param>
/// <param name="Item">the object</param>
/// <param name="Json">the same as the server wrote it, with what the views leave out</param>
internal sealed record FreshObject(KindName Kind, KubeObject Item, ReadOnlyMemory<byte> Json)
{
    /// <summary>Its namespace, just read; null for a cluster-scoped object, or if it can't be read.</summary>
    public KubeObject? Namespace { get; init; }

    /// <summary>How many replicas its scale subresource asks for; null where it was not read.</summary>
    public int? Replicas { get; init; }

    /// <summary>Who owns which of its fields.</summary>
    public FieldOwners Managers => FieldOwners.Of(Json);

    public ObjectKey Key => new(Kind.Group, Kind.Kind, Item.Namespace, Item.Name);

    public static FreshObject Parse(KindName kind, ReadOnlyMemory<byte> json) =>
        new(kind, KubeObject.Parse(json.Span, kind.ApiVersion, kind.Kind), json);

    /// <summary>A part of the object as JSON, <c>null</c> where it is not there.</summary>
    public string JsonAt(params ReadOnlySpan<string> path)
    {
        using var document = JsonDocument.Parse(Json, new JsonDocumentOptions { MaxDepth = 512 });
        var at = document.RootElement;
        foreach (var name in path)
        {
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at)) return "null";
        }

        return at.GetRawText();
    }
}
