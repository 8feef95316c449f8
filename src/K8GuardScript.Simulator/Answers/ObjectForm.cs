using System.Text;
using System.Text.Json;
using K8GuardScript.Simulator.Requests;
using K8GuardScript.Simulator.Resources;
using K8GuardScript.Simulator.Storage;
using K8GuardScript.Simulator.Tables;
using K8GuardScript.Simulator.Writing;

namespace K8GuardScript.Simulator.Answers;

/// <summary>How the objects of one resource are written to one caller.</summary>
internal sealed class ObjectForm(ResourceType type, Representation representation, TimeProvider clock)
{
    private static readonly byte[] MetadataPrefix = """{"kind":"PartialObjectMetadata","apiVersion":"meta.k8s.io/v1","""u8.ToArray();

    private readonly byte[] prefix = representation == Representation.MetadataOnly
        ? MetadataPrefix
        : Encoding.UTF8.GetBytes(type.IsCustom
            ? $"{{\"apiVersion\":\"{type.ApiVersion}\",\"kind\":\"{type.Kind}\","
            : $"{{\"kind\":\"{type.Kind}\",\"apiVersion\":\"{type.ApiVersion}\",");

    private readonly ObjectTable? table = representation == Representation.Table ? new ObjectTable(type, clock) : null;
    private bool columnsTold;

    public bool MetadataOnly => representation == Representation.MetadataOnly;

    public bool IsTable => this.table is not null;

    public string ListKind => IsTable ? "Table" : MetadataOnly ? "PartialObjectMetadataList" : type.ListKind;

    public string ListApiVersion => IsTable || MetadataOnly ? "meta.k8s.io/v1" : type.ApiVersion;

    /// <summary>The object with its kind and apiVersion, as gets, writes and watch events carry it.</summary>
    public byte[] Object(StoredObject stored)
    {
        if (this.table is not null) return TableOf(this.table, stored);
        var content = MetadataOnly ? MetadataOf(stored) : ContentOf(stored);
        return [.. prefix, .. content.Span[1..]];
    }

    /// <summary>The object as an item of a list: built-in kinds leave kind and apiVersion to the list.</summary>
    public ReadOnlyMemory<byte> Item(StoredObject stored) => this.table is not null ? JsonBytes.Of(this.table.Row(stored))
        : MetadataOnly || type.IsCustom ? Object(stored) : ContentOf(stored);

    /// <summary>What stands before a list's items: the columns of a table.</summary>
    public string ListPrefix => this.table is null
        ? "\"items\":"
        : $"\"columnDefinitions\":{Encoding.UTF8.GetString(JsonBytes.Of(this.table.Columns))},\"rows\":";

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

    // a watch tells the columns with its first event only
    private byte[] TableOf(ObjectTable rows, StoredObject stored)
    {
        var first = !this.columnsTold;
        this.columnsTold = true;
        return JsonBytes.Of(rows.Of(stored, withColumns: first));
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
