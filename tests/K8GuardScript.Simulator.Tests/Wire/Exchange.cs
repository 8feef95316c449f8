using System.Text.Json.Nodes;

namespace K8GuardScript.Simulator.Tests.Wire;

/// <summary>
/// One request and what the recorded server answered. The step is unique in its transcript: a second one of the same words ends in
/// <c>(2)</c>.
/// </summary>
internal sealed record Exchange(string Step, JsonObject Request, JsonObject Response)
{
    public string Method => Request["method"]!.GetValue<string>();

    public string Path => Request["path"]!.GetValue<string>();

    public string User => Request["user"]!.GetValue<string>();

    public string? Accept => Request["headers"]![nameof(Accept)]?.GetValue<string>();

    public int Status => Response["status"]!.GetValue<int>();

    public bool IsWatch => Response.ContainsKey("lines");

    /// <summary>The watch was open while the exchanges before it ran.</summary>
    public bool IsConcurrent => Response["concurrent"] is not null;

    public IReadOnlyList<JsonObject> Lines => [.. Response["lines"]!.AsArray().Select(line => line!.AsObject())];

    public string? Header(string name) => Response["headers"]![name]?.GetValue<string>();

    public string? Query(string name)
    {
        var query = Path.Split('?', 2).ElementAtOrDefault(1) ?? "";
        var pair = query.Split('&').FirstOrDefault(part => part.StartsWith(name + "=", StringComparison.Ordinal));
        return pair is null ? null : Uri.UnescapeDataString(pair[(name.Length + 1)..]);
    }
}
