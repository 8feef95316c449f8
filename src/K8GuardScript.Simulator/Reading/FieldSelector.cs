using System.Text.Json;
using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Answers;
using K8GuardScript.Simulator.Resources;
using K8GuardScript.Simulator.Storage;

namespace K8GuardScript.Simulator.Reading;

/// <summary>A parsed field selector: <c>path=value</c> or <c>path!=value</c>, joined by commas; only paths the kind supports.</summary>
internal sealed class FieldSelector
{
    private readonly List<(string Path, string Value, bool Not)> terms;

    private FieldSelector(List<(string Path, string Value, bool Not)> terms) => this.terms = terms;

    public bool IsEmpty => this.terms.Count == 0;

    public static FieldSelector Parse(string text, ResourceType type)
    {
        var terms = new List<(string, string, bool)>();
        foreach (var term in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var at = term.IndexOf('=', StringComparison.Ordinal);
            if (at < 1) throw ApiError.BadRequest($"invalid selector: '{text}'; can't understand '{term}'");
            var not = term[at - 1] == '!';
            var path = term[..(not ? at - 1 : at)];
            var value = term[(at + 1)..];
            if (!not && value.StartsWith('=')) value = value[1..];
            SelectableFields.Check(type, path);
            terms.Add((SelectableFields.Kept(type, path), value, not));
        }

        return new FieldSelector(terms);
    }

    /// <summary>The same selector, narrowed to one name.</summary>
    public FieldSelector WithName(string name) => new([.. this.terms, ("metadata.name", name, false)]);

    public bool Matches(StoredObject stored)
    {
        JsonObject? body = null;
        foreach (var (path, value, not) in this.terms)
        {
            var has = path switch
            {
                "metadata.name" => stored.Name.Name,
                "metadata.namespace" => stored.Name.Namespace,
                _ => Field(body ??= stored.ToBody(), path),
            };
            if (has == value == not) return false;
        }

        return true;
    }

    private static string Field(JsonObject body, string path)
    {
        var node = body.At(path.Split('.'));
        return node switch
        {
            null => SelectableFields.IsFlag(path) ? "false" : "",
            _ when node.GetValueKind() == JsonValueKind.String => node.GetValue<string>(),
            _ => node.ToJsonString(),
        };
    }
}
