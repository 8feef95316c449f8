using System.Text.Json;
using System.Text.Json.Serialization;

namespace K8GuardScript.Http;

/// <summary>What an order takes.</summary>
internal abstract record OrderBody
{
    /// <summary>Keys that it does not know: <see cref="BodyKeys"/> refuses them.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; init; }
}
