using System.Globalization;
using System.Text.Json.Nodes;

namespace K8GuardScript.Simulator.Tests.Wire;

/// <summary>Does in the simulator what others did at the recorded server, between the exchanges.</summary>
internal static class UnseenChange
{
    public static void Apply(JsonObject entry, SimulatedCluster cluster, RecordedValues values)
    {
        if (entry["delete"] is JsonObject gone) Delete(gone, cluster, values);
        else if (entry["compact"] is { } version)
            cluster.Compact(long.Parse(values.Version(version.GetValue<string>()), CultureInfo.InvariantCulture));
        else if (entry["copies"] is JsonArray names) Copy(names, entry["of"]!.AsObject(), cluster);
        else Put(entry, cluster, values);
    }

    private static void Put(JsonObject entry, SimulatedCluster cluster, RecordedValues values)
    {
        var text = JsonNode.Parse(values.Translate(entry.ToJsonString()))!.AsObject();
        var recorded = entry["metadata"]!["resourceVersion"]?.GetValue<string>();
        var own = cluster.Put(text)["metadata"]!["resourceVersion"]!.GetValue<string>();
        if (recorded is not null) values.Relate(recorded, own, ofObject: true);
    }

    private static void Delete(JsonObject gone, SimulatedCluster cluster, RecordedValues values)
    {
        string Part(string key) => values.Translate(gone[key]!.GetValue<string>());
        cluster.Delete(Part("apiVersion"), Part("kind"), Part("namespace"), Part("name"));
        if (gone["resourceVersion"] is { } recorded)
            values.Relate(recorded.GetValue<string>(), cluster.Revision.ToString(CultureInfo.InvariantCulture), ofObject: true);
    }

    private static void Copy(JsonArray names, JsonObject model, SimulatedCluster cluster)
    {
        foreach (var name in names)
        {
            var copy = model.DeepClone().AsObject();
            copy["metadata"]!["name"] = name!.GetValue<string>();
            cluster.Put(copy);
        }
    }
}
