using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Schema;
using K8GuardScript.Simulator.Storage;

namespace K8GuardScript.Simulator.Fields;

/// <summary>Reads and writes <c>metadata.managedFields</c>, and keeps them up to date with ordinary writes.</summary>
internal static class ManagedFields
{
    private static readonly FieldSet Untracked = FieldSet.Parse(JsonNode.Parse("""
        {"f:apiVersion":{},"f:kind":{},"f:metadata":{".":{},"f:name":{},"f:namespace":{},"f:creationTimestamp":{},"f:selfLink":{},"f:uid":{},
         "f:generation":{},"f:managedFields":{},"f:resourceVersion":{},"f:deletionTimestamp":{},"f:deletionGracePeriodSeconds":{}},
         "f:spec":{".":{}},"f:status":{".":{}}}
        """)!.AsObject());

    public static List<OwnedFields> Read(JsonObject body)
    {
        var entries = new List<OwnedFields>();
        foreach (var entry in (body.Metadata()["managedFields"] as JsonArray ?? []).OfType<JsonObject>())
        {
            var manager = new FieldWriter(entry.Text("manager") ?? "", entry.Text("operation") ?? FieldWriter.Update,
                entry.Text("apiVersion") ?? "", entry.Text("subresource") ?? "");
            entries.Add(new OwnedFields(manager, entry.Text("time") ?? "", FieldSet.Parse(entry["fieldsV1"] as JsonObject ?? [])));
        }

        return entries;
    }

    /// <summary>Entries without fields are dropped; appliers come first, then by time, as a real server sorts them.</summary>
    public static void Write(JsonObject body, IEnumerable<OwnedFields> entries)
    {
        var list = new JsonArray();
        var sorted = entries.Where(entry => !entry.Fields.IsEmpty).OrderBy(entry => entry.Manager.Operation, StringComparer.Ordinal)
            .ThenBy(entry => entry.Time, StringComparer.Ordinal).ThenBy(entry => entry.Manager.Name, StringComparer.Ordinal)
            .ThenBy(entry => entry.Manager.ApiVersion, StringComparer.Ordinal)
            .ThenBy(entry => entry.Manager.Subresource, StringComparer.Ordinal);
        foreach (var entry in sorted)
        {
            var json = new JsonObject
            {
                ["manager"] = entry.Manager.Name,
                ["operation"] = entry.Manager.Operation,
                ["apiVersion"] = entry.Manager.ApiVersion,
                ["time"] = entry.Time,
                ["fieldsType"] = "FieldsV1",
                ["fieldsV1"] = entry.Fields.ToJson(),
            };
            if (entry.Manager.Subresource.Length > 0) json["subresource"] = entry.Manager.Subresource;
            list.Add(json);
        }

        if (list.Count > 0) body.Metadata()["managedFields"] = list;
        else body.Metadata().Remove("managedFields");
    }

    /// <summary>Gives a new object's fields to who created it.</summary>
    public static void Created(JsonObject body, FieldType type, FieldWriter manager, string now)
    {
        var fields = Tracked(FieldComparison.OfNew(body, type), manager);
        Write(body, [new OwnedFields(manager, now, fields)]);
    }

    /// <summary>Gives the fields that differ to the writer. An object without owners is not tracked.</summary>
    public static void Updated(JsonObject before, JsonObject after, FieldType type, FieldWriter manager, string now)
    {
        var entries = Read(before);
        if (entries.Count == 0)
        {
            after.Metadata().Remove("managedFields");
            return;
        }

        var difference = FieldComparison.Of(before, after, type);
        var changed = Tracked(difference.Changed, manager);
        var mine = entries.Find(entry => entry.Manager == manager);
        var others = entries.Where(entry => entry != mine).Select(entry => entry with
        {
            Fields = entry.Fields.Without(changed).Without(difference.Removed),
        }).ToList();
        var owned = mine?.Fields ?? new FieldSet();
        var fields = owned.Union(changed).Without(difference.Removed);
        others.Add(mine is not null && fields.SameAs(owned) ? mine : new OwnedFields(manager, now, fields));
        Write(after, others);
    }

    /// <summary>A set without what nobody owns and what the endpoint does not write.</summary>
    public static FieldSet Tracked(FieldSet fields, FieldWriter manager)
    {
        var tracked = fields.Without(Untracked);
        if (manager.Subresource != "status") tracked.Remove("f:status");
        else tracked.Remove("f:spec");
        return tracked;
    }
}
