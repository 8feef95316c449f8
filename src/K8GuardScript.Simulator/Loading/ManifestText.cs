using System.Text.Json;
using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Storage;

namespace K8GuardScript.Simulator.Loading;

/// <summary>Takes the text of one manifest file apart into objects.</summary>
internal static class ManifestText
{
    /// <summary>Reports every object that lacks what all objects need; good ones beside it are kept.</summary>
    public static void Read(string file, string text, List<Manifest> manifests, List<string> problems)
    {
        foreach (var document in Documents(file, text, problems))
        {
            if (document.Root is JsonObject root) AddObject(new Manifest(file, document.Line, root), manifests, problems);
            else problems.Add($"{file}:{document.Line}:1: not an object");
        }
    }

    private static IReadOnlyList<YamlDocument> Documents(string file, string text, List<string> problems)
    {
        if (!file.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
        {
            var documents = YamlDocuments.Read(text, out var problem);
            if (problem is not null) problems.Add($"{file}:{problem.Line}:{problem.Column}: {problem.Message}");
            return documents;
        }

        try
        {
            return [new YamlDocument(JsonNode.Parse(text, documentOptions: JsonBytes.Options), 1)];
        }
        catch (JsonException error)
        {
            problems.Add($"{file}:{error.LineNumber + 1}:{error.BytePositionInLine + 1}: {error.Message}");
            return [];
        }
    }

    private static void AddObject(Manifest manifest, List<Manifest> manifests, List<string> problems)
    {
        var body = manifest.Body;
        var kind = body.Text("kind");
        if (kind is not null && kind.EndsWith("List", StringComparison.Ordinal) && body["items"] is JsonArray items)
        {
            AddItems(manifest, kind, items, manifests, problems);
            return;
        }

        List<string> wrong = [];
        if (string.IsNullOrEmpty(kind)) wrong.Add("`kind` is missing or no string");
        if (string.IsNullOrEmpty(body.Text("apiVersion"))) wrong.Add("`apiVersion` is missing or no string");
        if (body["metadata"] is not JsonObject metadata) wrong.Add("`metadata` is missing or no object");
        else wrong.AddRange(MetadataProblems(metadata));

        if (wrong.Count == 0) manifests.Add(manifest);
        else problems.AddRange(wrong.Select(what => $"{manifest.File}:{manifest.Line}:1: {what}"));
    }

    private static void AddItems(Manifest list, string listKind, JsonArray items, List<Manifest> manifests, List<string> problems)
    {
        // a server's list leaves kind and apiVersion out of its items; those of a plain List have their own
        var kind = listKind[..^"List".Length];
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i] is not JsonObject item)
            {
                problems.Add($"{list.File}:{list.Line}:1: `items[{i}]` is no object");
                continue;
            }

            if (kind.Length > 0 && !item.ContainsKey("kind")) item["kind"] = kind;
            if (kind.Length > 0 && !item.ContainsKey("apiVersion")) item["apiVersion"] = list.Body.Text("apiVersion");
            AddObject(list with { Body = item }, manifests, problems);
        }
    }

    private static IEnumerable<string> MetadataProblems(JsonObject metadata)
    {
        if (string.IsNullOrEmpty(metadata.Text("name"))) yield return "`metadata.name` is missing or no string";
        if (metadata["namespace"] is not null && metadata.Text("namespace") is null) yield return "`metadata.namespace` is no string";
        foreach (var field in (string[])["labels", "annotations"])
        {
            if (metadata[field] is null) continue;
            if (metadata[field] is not JsonObject map)
            {
                yield return $"`metadata.{field}` is no map";
                continue;
            }

            foreach (var (key, value) in map)
            {
                if (value?.GetValueKind() is not JsonValueKind.String)
                    yield return $"`metadata.{field}[{key}]` must be a string: quote {value?.ToJsonString() ?? "null"}";
            }
        }
    }
}
