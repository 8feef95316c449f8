using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Resources;
using K8GuardScript.Simulator.Storage;

namespace K8GuardScript.Simulator.Tables;

/// <summary>Objects as rows (meta/v1 Table), each with the object's metadata.</summary>
internal sealed class ObjectTable(ResourceType type, TimeProvider clock)
{
    private readonly IReadOnlyList<TableColumn> columns = TableColumns.Of(type);

    public JsonArray Columns => [.. this.columns.Select(column => column.ToJson())];

    public JsonObject Row(StoredObject stored)
    {
        var body = stored.ToBody();
        var now = clock.GetUtcNow();
        var cells = new JsonArray([.. this.columns.Select(column => column.Cell(body, now))]);
        var metadata = body.Metadata();
        body.Remove("metadata");
        return new JsonObject
        {
            ["cells"] = cells,
            ["object"] = new JsonObject { ["kind"] = "PartialObjectMetadata", ["apiVersion"] = "meta.k8s.io/v1", ["metadata"] = metadata },
        };
    }

    /// <param name="withColumns">false after the first event of a watch</param>
    public JsonObject Of(StoredObject stored, bool withColumns) => new()
    {
        ["kind"] = "Table",
        ["apiVersion"] = "meta.k8s.io/v1",
        ["metadata"] = new JsonObject { ["resourceVersion"] = Versions.Text(stored.Revision) },
        ["columnDefinitions"] = withColumns ? Columns : null,
        ["rows"] = new JsonArray(Row(stored)),
    };
}
