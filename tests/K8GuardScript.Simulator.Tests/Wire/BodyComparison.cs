using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace K8GuardScript.Simulator.Tests.Wire;

/// <summary>
/// Compares a body with the recorded one, field by field, both ways. Left out are managedFields, words of messages, the very
/// times, and the values that each server makes up itself: of those the relations are compared.
/// </summary>
internal sealed partial class BodyComparison(RecordedValues values)
{
    private const int AtMost = 12;

    // several bindings give it: any of them may be told
    private const string ClusterRight = "RBAC: allowed by ClusterRoleBinding";

    // what a server makes up, and nothing is to be read from
    private static readonly HashSet<string> OwnValues =
        new(["clusterIP", "pod-template-hash", "controller-revision-hash", "token", "serverAddress", "buildDate", "gitCommit", "gitVersion",
            "goVersion", "compiler", "platform", "storageVersionHash"], StringComparer.Ordinal);

    private readonly List<string> differences = [];

    /// <summary>The uid of what was never stored says nothing.</summary>
    public bool OfDryRun { get; init; }

    public IReadOnlyList<string> Differences => this.differences;

    public void Compare(string place, JsonNode? recorded, JsonNode? own)
    {
        if (this.differences.Count >= AtMost) return;
        switch (recorded, own)
        {
            case (JsonObject one, JsonObject other):
                CompareObjects(place, one, other);
                break;
            case (JsonArray one, JsonArray other):
                CompareLists(place, one, other);
                break;
            default:
                if (!SameValue(place, recorded, own)) Differ(place, $"is {Short(own)}, recorded was {Short(recorded)}");
                break;
        }
    }

    private void CompareObjects(string place, JsonObject recorded, JsonObject own)
    {
        NoteGeneratedName(recorded, own);
        foreach (var (key, value) in recorded)
        {
            if (key == "managedFields") continue;
            var name = values.Translate(key);
            if (!own.TryGetPropertyValue(name, out var other)) Differ($"{place}.{key}", $"is missing, recorded was {Short(value)}");
            else Compare($"{place}.{key}", value, other);
        }

        foreach (var (key, value) in own)
        {
            if (key != "managedFields" && !recorded.Any(pair => values.Translate(pair.Key) == key))
                Differ($"{place}.{key}", $"is {Short(value)}, recorded was none");
        }
    }

    private void CompareLists(string place, JsonArray recorded, JsonArray own)
    {
        if (recorded.Count != own.Count)
            Differ(place, $"has {own.Count} entries {Names(own)}, recorded were {recorded.Count} {Names(recorded)}");
        for (var i = 0; i < Math.Min(recorded.Count, own.Count); i++) Compare($"{place}[{i}]", recorded[i], own[i]);
    }

    private bool SameValue(string place, JsonNode? recorded, JsonNode? own)
    {
        if (recorded?.GetValueKind() != JsonValueKind.String || own?.GetValueKind() != JsonValueKind.String)
            return JsonNode.DeepEquals(recorded, own);
        var (was, now) = (recorded.GetValue<string>(), own.GetValue<string>());
        var key = place[(place.LastIndexOf('.') + 1)..];
        if (key == "resourceVersion" && place.EndsWith("metadata.resourceVersion", StringComparison.Ordinal))
        {
            if (values.Relate(was, now, ofObject: !IsOfList(place)) is not { } wrong) return true;
            Differ(place, wrong);
            return true;
        }

        if (key == "resourceVersion") return values.Version(was) == now;
        if (OwnValues.Contains(key) || place.EndsWith(".clusterIPs[0]", StringComparison.Ordinal))
            return (was.Length == 0) == (now.Length == 0);
        if (key is "message" or "error" or "description" || was.StartsWith(ClusterRight, StringComparison.Ordinal))
            return (was.Length == 0) == (now.Length == 0);
        if (key == "continue") return values.SamePlace(was, now);
        if (key == "uid" && OfDryRun) return now.Length > 0;
        if (key == "uid" || Uid().IsMatch(was)) return values.Same(was, now);
        if (Time().IsMatch(was))
            return Time().IsMatch(now) && was.Contains('.', StringComparison.Ordinal) == now.Contains('.', StringComparison.Ordinal);
        if (place.Contains(".cells[", StringComparison.Ordinal) && AgeCell().IsMatch(was))
            return now == "<invalid>" || AgeCell().IsMatch(now);
        if (ServiceAccountVolume().IsMatch(was)) return ServiceAccountVolume().IsMatch(now);
        return values.Translate(was) == now;
    }

    /// <summary>The version of a list or bookmark, which others' writes move on too.</summary>
    private static bool IsOfList(string place) => place is "list.metadata.resourceVersion";

    private void NoteGeneratedName(JsonObject recorded, JsonObject own)
    {
        if (recorded["generateName"]?.GetValue<string>() is not { } prefix) return;
        if (recorded["name"]?.GetValue<string>() is { } was && own["name"]?.GetValue<string>() is { } now
            && now.StartsWith(prefix, StringComparison.Ordinal) && now.Length == was.Length) values.Same(was, now);
    }

    private void Differ(string place, string how) => this.differences.Add($"{place} {how}");

    private static string Names(JsonArray list) =>
        string.Join(", ", list.OfType<JsonObject>().Select(item => (item["metadata"]?["name"] ?? item["name"])?.ToString()));

    private static string Short(JsonNode? node)
    {
        var text = node?.ToJsonString() ?? "null";
        return text.Length > 160 ? text[..160] + "..." : text;
    }

    [GeneratedRegex("^(JTI=)?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$")]
    private static partial Regex Uid();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$")]
    private static partial Regex Time();

    [GeneratedRegex("^([0-9]+[smhdy])+$")]
    private static partial Regex AgeCell();

    [GeneratedRegex("^kube-api-access-[a-z0-9]{5}$")]
    private static partial Regex ServiceAccountVolume();
}
