using System.Text.Json;
using System.Text.Json.Nodes;

namespace K8GuardScript.Simulator.Storage;

/// <summary>
/// One version of one object. Never changes, so it is shared by the present state, the log and any number of readers.
/// </summary>
internal sealed class StoredObject
{
    private static readonly string[] MetadataOrder =
    [
        "name", "generateName", "namespace", "uid", "resourceVersion", "generation", "creationTimestamp",
        "deletionTimestamp", "deletionGracePeriodSeconds", "labels", "annotations", "ownerReferences", "finalizers",
    ];

    private StoredObject(ObjectName name, long revision, JsonObject metadata, ReadOnlyMemory<byte> json)
        : this(name, revision, metadata.Text("uid") ?? "", LabelsOf(metadata), OwnersOf(metadata), json) =>
        IsTerminating = metadata.ContainsKey("deletionTimestamp");

    private StoredObject(
        ObjectName name,
        long revision,
        string uid,
        IReadOnlyDictionary<string, string> labels,
        IReadOnlyList<OwnerReference> owners,
        ReadOnlyMemory<byte> json)
    {
        Name = name;
        Revision = revision;
        Uid = uid;
        Labels = labels;
        Owners = owners;
        Json = json;
    }

    public ObjectName Name { get; }

    public long Revision { get; }

    public string Uid { get; }

    public IReadOnlyDictionary<string, string> Labels { get; }

    public IReadOnlyList<OwnerReference> Owners { get; }

    /// <summary>Whether its deletion has begun.</summary>
    public bool IsTerminating { get; }

    /// <summary>UTF-8 JSON of the object without its <c>kind</c> and <c>apiVersion</c>; never an empty object.</summary>
    public ReadOnlyMemory<byte> Json { get; }

    /// <summary>Takes a picture of <paramref name="body"/> and writes the revision into it; kind and apiVersion are left out.</summary>
    /// <param name="body">used up: not to be touched afterwards</param>
    /// <param name="revision">null for what was never stored, as a dry run answers it</param>
    public static StoredObject From(ObjectName name, long? revision, JsonObject body)
    {
        body.Metadata()["resourceVersion"] = revision is { } known ? Versions.Text(known) : null;
        if (revision is null) body.Metadata().Remove("resourceVersion");
        var metadata = body.Metadata().Ordered(MetadataOrder);
        body["metadata"] = metadata;
        body.Remove("kind");
        body.Remove("apiVersion");
        var json = JsonBytes.Of(body.Ordered("metadata", "spec"));
        return new StoredObject(name, revision ?? 0, metadata, json);
    }

    /// <summary>An object whose text is written already; what is told beside the text must be what it says.</summary>
    public static StoredObject Written(
        ObjectName name,
        long revision,
        string uid,
        IReadOnlyDictionary<string, string> labels,
        IReadOnlyList<OwnerReference> owners,
        ReadOnlyMemory<byte> json) =>
        new(name, revision, uid, labels, owners, json);

    /// <summary>A copy that the caller may change, without kind and apiVersion.</summary>
    public JsonObject ToBody() => JsonNode.Parse(Json.Span, documentOptions: JsonBytes.Options)!.AsObject();

    /// <summary>The same state under a later revision, as the event of a deletion carries it.</summary>
    public StoredObject At(long revision) => From(Name, revision, ToBody());

    private static OwnerReference[] OwnersOf(JsonObject metadata) => metadata["ownerReferences"] is not JsonArray { Count: > 0 } list ? [] :
    [
        .. list.OfType<JsonObject>().Select(owner => new OwnerReference(
            owner.Text("uid") ?? "", owner.IsTrue("controller"), owner.IsTrue("blockOwnerDeletion"))),
    ];

    private static Dictionary<string, string> LabelsOf(JsonObject metadata)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in metadata["labels"] as JsonObject ?? [])
        {
            if (value?.GetValueKind() == JsonValueKind.String) labels[key] = value.GetValue<string>();
        }

        return labels;
    }
}
