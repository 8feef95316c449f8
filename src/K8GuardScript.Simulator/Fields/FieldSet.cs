using System.Text.Json;
using System.Text.Json.Nodes;

namespace K8GuardScript.Simulator.Fields;

/// <summary>
/// A set of the fields of an object, as a tree in the form of FieldsV1 (meta/v1): steps are <c>f:NAME</c>, <c>k:{KEYS}</c> for an item
/// of a list with keys, <c>v:VALUE</c> for an item of a set.
/// </summary>
internal sealed class FieldSet
{
    private readonly SortedDictionary<string, FieldSet> children = new(StringComparer.Ordinal);

    /// <summary>Whether the field itself is in the set, and not only what is in it.</summary>
    public bool IsMember { get; set; }

    public IReadOnlyDictionary<string, FieldSet> Children => this.children;

    public bool IsEmpty => !IsMember && this.children.Values.All(child => child.IsEmpty);

    /// <summary>The place of a step below this one; it is added if it is not there, which alone puts nothing into the set.</summary>
    public FieldSet At(string step)
    {
        if (!this.children.TryGetValue(step, out var child)) this.children[step] = child = new FieldSet();
        return child;
    }

    public FieldSet? Find(string step) => this.children.GetValueOrDefault(step);

    public void Remove(string step) => this.children.Remove(step);

    public FieldSet Union(FieldSet other) => Combine(other, (mine, its) => mine || its);

    public FieldSet Intersect(FieldSet other) => Combine(other, (mine, its) => mine && its);

    public FieldSet Without(FieldSet other) => Combine(other, (mine, its) => mine && !its);

    public bool SameAs(FieldSet other) => Combine(other, (mine, its) => mine != its).IsEmpty;

    /// <summary>The members, as errors name them: <c>.spec.containers[name="app"].image</c>.</summary>
    public IEnumerable<string> Paths(string prefix = "")
    {
        if (IsMember && prefix.Length > 0) yield return prefix;
        foreach (var (step, child) in this.children)
        {
            foreach (var path in child.Paths(prefix + Words(step))) yield return path;
        }
    }

    public JsonObject ToJson()
    {
        var json = new JsonObject();
        if (IsMember && this.children.Values.Any(child => !child.IsEmpty)) json["."] = new JsonObject();
        foreach (var (step, child) in this.children)
        {
            if (!child.IsEmpty) json[step] = child.ToJson();
        }

        return json;
    }

    /// <summary>An empty object below the root is a member.</summary>
    public static FieldSet Parse(JsonObject json)
    {
        var root = Below(json);
        root.IsMember = false;
        return root;
    }

    private static FieldSet Below(JsonObject json)
    {
        var set = new FieldSet { IsMember = json.Count == 0 || json.ContainsKey(".") };
        foreach (var (step, child) in json)
        {
            if (step != "." && child is JsonObject inner) set.children[step] = Below(inner);
        }

        return set;
    }

    private FieldSet Combine(FieldSet other, Func<bool, bool, bool> belongs)
    {
        var result = new FieldSet { IsMember = belongs(IsMember, other.IsMember) };
        foreach (var step in this.children.Keys.Union(other.children.Keys))
        {
            var child = (this.children.GetValueOrDefault(step) ?? new()).Combine(other.children.GetValueOrDefault(step) ?? new(), belongs);
            if (!child.IsEmpty) result.children[step] = child;
        }

        return result;
    }

    private static string Words(string step)
    {
        if (step.StartsWith("f:", StringComparison.Ordinal)) return "." + step[2..];
        if (step.StartsWith("v:", StringComparison.Ordinal)) return $"[={step[2..]}]";
        using var keys = JsonDocument.Parse(step[2..]);
        return $"[{string.Join(",", keys.RootElement.EnumerateObject().Select(key => $"{key.Name}={key.Value.GetRawText()}"))}]";
    }
}
