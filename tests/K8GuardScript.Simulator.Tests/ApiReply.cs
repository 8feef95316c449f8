using System.Text.Json;
using System.Text.Json.Nodes;

namespace K8GuardScript.Simulator.Tests;

internal sealed record ApiReply(int Status, string MediaType, string Text)
{
    public JsonObject Body => JsonNode.Parse(Text)!.AsObject();

    public string? Reason => Body["reason"]?.GetValue<string>();

    public string Version => Body["metadata"]!["resourceVersion"]!.GetValue<string>();

    public IReadOnlyList<string> ItemNames => [.. Body["items"]!.AsArray().Select(item => item!["metadata"]!["name"]!.GetValue<string>())];

    public JsonValueKind Kind(string key) => Body[key]?.GetValueKind() ?? JsonValueKind.Undefined;
}
