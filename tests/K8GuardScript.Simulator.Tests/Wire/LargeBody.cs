using System.Text;
using System.Text.Json.Nodes;

namespace K8GuardScript.Simulator.Tests.Wire;

/// <summary>The bodies that are too large for a transcript, which describes them in brackets instead.</summary>
internal static class LargeBody
{
    /// <summary>Null for a text that is a body itself.</summary>
    public static byte[]? Of(string text) => text switch
    {
        "(a ConfigMap whose data.k is 3200000 times x)" => WithData(3_200_000),
        "(a ConfigMap whose data.k is 1100000 times x)" => WithData(1_100_000),
        "(a ConfigMap with one annotation of 270000 times x)" =>
            Bytes(ConfigMap(new JsonObject { ["name"] = "big", ["annotations"] = new JsonObject { ["k"] = new string('x', 270_000) } }, [])),
        "(a merge patch of 3.2 MB)" => Bytes(new JsonObject { ["data"] = new JsonObject { ["k"] = new string('x', 3_200_000) } }),
        _ when text.StartsWith('(') => throw new NotSupportedException($"no body for `{text}`"),
        _ => null,
    };

    private static byte[] WithData(int length) =>
        Bytes(ConfigMap(new JsonObject { ["name"] = "big" }, new JsonObject { ["k"] = new string('x', length) }));

    private static JsonObject ConfigMap(JsonObject metadata, JsonObject data) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "ConfigMap",
        ["metadata"] = metadata,
        ["data"] = data,
    };

    private static byte[] Bytes(JsonObject body) => Encoding.UTF8.GetBytes(body.ToJsonString());
}
