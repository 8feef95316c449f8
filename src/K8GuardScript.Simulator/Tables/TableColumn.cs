using System.Text.Json.Nodes;

namespace K8GuardScript.Simulator.Tables;

/// <summary>A column of what <c>kubectl get</c> prints (meta/v1 TableColumnDefinition).</summary>
/// <param name="Cell">what an object shows in it, at a time</param>
internal sealed record TableColumn(string Name, string Type, Func<JsonObject, DateTimeOffset, JsonNode?> Cell)
{
    /// <summary>0 is always shown, 1 with <c>-o wide</c>.</summary>
    public int Priority { get; init; }

    public string Format { get; init; } = "";

    public string Description { get; init; } = "";

    public JsonObject ToJson() => new()
    {
        ["name"] = Name,
        ["type"] = Type,
        ["format"] = Format,
        ["description"] = Description.Length > 0 ? Description : $"{Name} of the object.",
        ["priority"] = Priority,
    };
}
