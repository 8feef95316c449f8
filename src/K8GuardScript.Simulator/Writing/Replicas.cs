using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Answers;
using K8GuardScript.Simulator.Storage;

namespace K8GuardScript.Simulator.Writing;

/// <summary>A number of replicas: an int32, not negative.</summary>
internal static class Replicas
{
    /// <summary>False for what is no int32; a negative one is read.</summary>
    public static bool TryRead(JsonNode node, out int replicas)
    {
        replicas = 0;
        return node.GetValueKind() == JsonValueKind.Number
            && int.TryParse(node.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out replicas);
    }

    public static StatusCause Negative(int replicas) => new(
        "FieldValueInvalid", $"Invalid value: {Versions.Text(replicas)}: must be greater than or equal to 0", "spec.replicas");
}
