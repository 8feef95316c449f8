using System.Text.Json;

namespace K8GuardScript.Core.Actions.Looking;

/// <summary>Who wrote which field of an object last (<c>metadata.managedFields</c>), which the views do not keep.</summary>
internal sealed class FieldOwners
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 512 };
    private readonly IReadOnlyList<Entry> entries;

    private FieldOwners(IReadOnlyList<Entry> entries) => this.entries = entries;

    /// <summary>Every manager, each once, the latest first.</summary>
    public IReadOnlyList<FieldOwner> All => [.. Latest(entries)];

    /// <summary>The same without those that wrote nothing but the status.</summary>
    public IReadOnlyList<FieldOwner> Writers => [.. Latest(entries.Where(entry => !IsOfStatus(entry)))];

    /// <summary>The one that wrote first: as a rule, who created the object; null if nobody is named.</summary>
    public FieldOwner? First => entries.Where(entry => entry.Manager.Subresource.Length == 0)
        .OrderBy(entry => entry.Manager.At).Select(entry => entry.Manager).FirstOrDefault();

    /// <param name="json">an object as the server wrote it</param>
    public static FieldOwners Of(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json, Options);
        return document.RootElement.TryGetProperty("metadata", out var metadata)
            && metadata.ValueKind == JsonValueKind.Object
            && metadata.TryGetProperty("managedFields", out var list) && list.ValueKind == JsonValueKind.Array
            ? new FieldOwners([.. list.EnumerateArray().Where(entry => entry.ValueKind == JsonValueKind.Object).Select(Read)])
            : new FieldOwners([]);
    }

    /// <summary>Who owns a field, or something in it; the latest first.</summary>
    /// <param name="path">names of fields: <c>spec</c>, <c>replicas</c></param>
    public IReadOnlyList<FieldOwner> OwnersOf(params IReadOnlyList<string> path) => [.. Latest(entries.Where(entry => Owns(entry.Fields, path)))];

    private static IEnumerable<FieldOwner> Latest(IEnumerable<Entry> some) =>
        some.OrderByDescending(entry => entry.Manager.At).Select(entry => entry.Manager).DistinctBy(manager => (manager.Name, manager.Subresource));

    private static bool Owns(JsonElement fields, IReadOnlyList<string> path)
    {
        foreach (var name in path)
        {
            if (fields.ValueKind != JsonValueKind.Object || !fields.TryGetProperty($"f:{name}", out fields)) return false;
        }

        return true;
    }

    // a kind without a status subresource has its status written with the object
    private static bool IsOfStatus(Entry entry) => entry.Manager.Subresource == "status"
        || (entry.Fields.ValueKind == JsonValueKind.Object && entry.Fields.EnumerateObject().Any()
            && entry.Fields.EnumerateObject().All(field => field.NameEquals("f:status")));

    private static Entry Read(JsonElement entry) => new(
        new FieldOwner(
            Text(entry, "manager"), Text(entry, "operation"), Text(entry, "subresource"),
            entry.TryGetProperty("time", out var time) && time.ValueKind == JsonValueKind.String && time.TryGetDateTimeOffset(out var at)
                ? at
                : DateTimeOffset.MinValue),
        entry.TryGetProperty("fieldsV1", out var fields) ? fields.Clone() : default);

    private static string Text(JsonElement entry, string name) =>
        entry.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private readonly record struct Entry(FieldOwner Manager, JsonElement Fields);
}
