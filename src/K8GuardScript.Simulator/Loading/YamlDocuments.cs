using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace K8GuardScript.Simulator.Loading;

/// <summary>
/// Reads YAML streams as Kubernetes does: everything becomes JSON, plain scalars are typed by YAML 1.1 (<see cref="YamlScalar"/>),
/// keys become strings, anchors are copied, <c>&lt;&lt;</c> merges.
/// </summary>
internal sealed class YamlDocuments
{
    private const int MaxDepth = 200;
    private const int MaxNodes = 2_000_000;

    private readonly Parser parser;
    private readonly Dictionary<string, (JsonNode? Node, int Size)> anchors = new(StringComparer.Ordinal);
    private int nodes;

    private YamlDocuments(string text) => parser = new Parser(new StringReader(text));

    /// <summary>The documents up to the first error; empty documents are left out.</summary>
    public static IReadOnlyList<YamlDocument> Read(string text, out SourceProblem? problem)
    {
        var documents = new List<YamlDocument>();
        var reader = new YamlDocuments(text);
        problem = null;
        try
        {
            reader.ReadInto(documents);
        }
        catch (YamlException error)
        {
            problem = new SourceProblem(error.Start.Line, error.Start.Column, error.Message);
        }
        catch (InvalidOperationException)
        {
            // so the parser ends at brackets that do not match, behind the last thing that it understood
            var last = reader.parser.Current?.End ?? Mark.Empty;
            problem = new SourceProblem(last.Line, last.Column, "brackets that do not match, or a value in the wrong place");
        }

        return documents;
    }

    private void ReadInto(List<YamlDocument> documents)
    {
        parser.Consume<StreamStart>();
        while (parser.TryConsume<DocumentStart>(out _))
        {
            this.anchors.Clear();
            var line = parser.Current!.Start.Line;
            var root = Node(0);
            parser.Consume<DocumentEnd>();
            if (root is not null) documents.Add(new YamlDocument(root, line));
        }
    }

    private JsonNode? Node(int depth)
    {
        var at = parser.Current!;
        Count(at, 1);
        if (depth > MaxDepth) throw Wrong(at, $"nested deeper than {MaxDepth} levels");
        if (parser.TryConsume<AnchorAlias>(out var alias)) return Copy(alias);

        var before = this.nodes;
        var anchor = ((NodeEvent)at).Anchor;
        var node = at switch
        {
            Scalar => ScalarNode(parser.Consume<Scalar>()),
            SequenceStart => Sequence(depth),
            _ => Mapping(depth),
        };
        if (!anchor.IsEmpty) this.anchors[anchor.Value] = (node, this.nodes - before + 1);
        return node;
    }

    private JsonNode? Copy(AnchorAlias alias)
    {
        if (!this.anchors.TryGetValue(alias.Value.Value, out var anchored)) throw Wrong(alias, $"unknown anchor `{alias.Value.Value}`");
        Count(alias, anchored.Size);
        return anchored.Node?.DeepClone();
    }

    private JsonArray Sequence(int depth)
    {
        var list = new JsonArray();
        parser.Consume<SequenceStart>();
        while (!parser.TryConsume<SequenceEnd>(out _)) list.Add(Node(depth + 1));
        return list;
    }

    private JsonObject Mapping(int depth)
    {
        var map = new JsonObject();
        var merges = new List<JsonNode?>();
        parser.Consume<MappingStart>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var at = parser.Current!;
            if (!parser.TryConsume<Scalar>(out var key)) throw Wrong(at, "a key must be a plain value");
            if (key is { Value: "<<", Style: ScalarStyle.Plain })
            {
                merges.Add(Node(depth + 1));
                continue;
            }

            var name = KeyText(ScalarNode(key));
            if (map.ContainsKey(name)) throw Wrong(at, $"key `{name}` is there twice");
            map[name] = Node(depth + 1);
        }

        foreach (var merge in merges.SelectMany(node => node is JsonArray list ? list : [node])) Merge(map, merge as JsonObject);
        return map;
    }

    /// <summary>What the mapping says itself wins; of several merged ones the first.</summary>
    private static void Merge(JsonObject map, JsonObject? merged)
    {
        foreach (var (key, value) in merged ?? [])
        {
            if (!map.ContainsKey(key)) map[key] = value?.DeepClone();
        }
    }

    private static string KeyText(JsonNode? key) => key switch
    {
        null => "null",
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        _ => key.ToJsonString(),
    };

    private static JsonNode? ScalarNode(Scalar scalar)
    {
        var quoted = scalar.Style != ScalarStyle.Plain;
        var tag = scalar.Tag.IsEmpty || scalar.Tag.IsNonSpecific ? "" : scalar.Tag.Value;
        return YamlScalar.TryRead(scalar.Value, quoted, tag, out var node)
            ? node
            : throw Wrong(scalar, $"`{scalar.Value}` can't be said in JSON");
    }

    private void Count(ParsingEvent at, int nodes)
    {
        this.nodes += nodes;
        if (this.nodes > MaxNodes) throw Wrong(at, $"more than {MaxNodes} values, anchors counted wherever they are used");
    }

    private static YamlException Wrong(ParsingEvent at, string message) => new(at.Start, at.End, message);
}
