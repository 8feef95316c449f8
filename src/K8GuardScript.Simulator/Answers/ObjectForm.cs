using System.Text;
using System.Text.Json;
using K8GuardScript.Simulator.Requests;
using K8GuardScript.Simulator.Resources;
using K8GuardScript.Simulator.Storage;
using K8GuardScript.Simulator.Writing;

namespace K8GuardScript.Simulator.Answers;

/// <summary>How the objects of one resource are written to one caller.</summary>
internal sealed class ObjectForm(ResourceType type, Representation representation)
{
    private static readonly byte[] MetadataPrefix = """{"kind":"PartialObjectMetadata","apiVersion":"meta.k8s.io/v1","""u8.ToArray();

    private readonly byte[] prefix = representation == Representation.MetadataOnly
        ? MetadataPrefix
        : Encoding.UTF8.GetBytes(type.IsCustom
            ? $"{{\"apiVersion\":\"{type.ApiVersion}\",\"kind\":\"{type.Kind}\","
            : $"{{\"kind\":\"{type.Kind}\",\"apiVersion\":\"{type.ApiVersion}\",");

    public bool MetadataOnly => representation == Representation.MetadataOnly;

    public string ListKind => MetadataOnly ? "PartialObjectMetadataList" : type.ListKind;

    public string ListApiVersion => MetadataOnly ? "meta.k8s.io/v1" : type.ApiVersion;

    /// <summary>The object with its kind and apiVersion, as gets, writes and watch events carry it.</summary>
    public byte[] Object(StoredObject stored)
    {
        var content = MetadataOnly ? MetadataOf(stored) : ContentOf(stored);
        return [.. prefix, .. content.Span[1..]];
    }

    /// <summary>The object as an item of a list: built-in kinds leave kind and apiVersion to the list.</summary>
    public ReadOnlyMemory<byte> Item(StoredObject stored) => MetadataOnly || type.IsCustom ? Object(stored) : ContentOf(stored);

    /// <summary>
    /// A bookmark's object: a version, and whatever the kind writes even when it is empty (pods: a null list of containers).
    /// </summary>
    public byte[] Bookmark(long revision, bool endsInitialEvents)
    {
        var end = endsInitialEvents ? ""","annotations":{"k8s.io/initial-events-end":"true"}""" : "";
        var rest = MetadataOnly ? "" : $"{type.ApiVersion}/{type.Kind}" switch
        {
            "v1/Pod" => ""","spec":{"containers":null},"status":{}""",
            "batch/v1/Job" => ""","spec":{"template":{"metadata":{},"spec":{"containers":null}}},"status":{}""",
            _ => "",
        };
        var metadata = $"\"metadata\":{{\"resourceVersion\":\"{Versions.Text(revision)}\"{end}}}";
        return [.. prefix, .. Encoding.UTF8.GetBytes(metadata + rest + "}")];
    }

    /// <summary>As the kind shows what is kept: events have two forms.</summary>
    private ReadOnlyMemory<byte> ContentOf(StoredObject stored)
    {
        if (!EventForms.Differ(type)) return stored.Json;
        var body = stored.ToBody();
        EventForms.FromKept(type, body);
        return JsonBytes.Of(body);
    }

    private static ReadOnlyMemory<byte> MetadataOf(StoredObject stored)
    {
        using var document = JsonDocument.Parse(stored.Json, JsonBytes.Options);
        var metadata = document.RootElement.GetProperty("metadata").GetRawText();
        return Encoding.UTF8.GetBytes("{\"metadata\":" + metadata + "}");
    }
}
