using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Resources;
using K8GuardScript.Simulator.Storage;

namespace K8GuardScript.Simulator.Writing;

/// <summary>Events of core/v1 and of events.k8s.io/v1 are the same objects under other field names; they are kept as core/v1.</summary>
internal static class EventForms
{
    private static readonly (string Core, string Own)[] Names =
    [
        ("involvedObject", "regarding"), ("message", "note"), ("source", "deprecatedSource"), ("count", "deprecatedCount"),
        ("firstTimestamp", "deprecatedFirstTimestamp"), ("lastTimestamp", "deprecatedLastTimestamp"),
        ("reportingComponent", "reportingController"),
    ];

    /// <summary>Whether objects of the type look other than they are kept.</summary>
    public static bool Differ(ResourceType type) => type.StoredAs != type.Id;

    /// <summary>The kept form of a body of the type.</summary>
    public static void ToKept(ResourceType type, JsonObject body)
    {
        if (type.StoredAs != BuiltInResources.Events) return;
        if (Differ(type))
        {
            foreach (var (core, own) in Names) Rename(body, own, core);
        }

        // fields that a real server writes even when they are empty
        body.Default("source", new JsonObject());
        body.Default("reportingComponent", "");
        body.Default("reportingInstance", "");
        foreach (var time in (string[])["firstTimestamp", "lastTimestamp", "eventTime"])
        {
            if (!body.ContainsKey(time)) body[time] = null;
        }
    }

    /// <summary>A kept body in the form of the type.</summary>
    public static void FromKept(ResourceType type, JsonObject body)
    {
        if (!Differ(type)) return;
        foreach (var (core, own) in Names) Rename(body, core, own);
    }

    /// <summary>What a field of events.k8s.io/v1 is called where it is kept.</summary>
    public static string KeptName(string field) => Names.FirstOrDefault(pair => pair.Own == field).Core ?? field;

    private static void Rename(JsonObject body, string from, string to)
    {
        if (body.Remove(from, out var value)) body[to] = value;
    }
}
