using System.Security.Cryptography;
using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Storage;

namespace K8GuardScript.Simulator.Controllers;

/// <summary>Pods from templates, and the names and hashes that go with that.</summary>
internal static class PodTemplates
{
    // as a real server: no vowels and nothing that looks like another
    private const string Alphabet = "bcdfghjklmnpqrstvwxz2456789";

    /// <summary>A new pod; its name is generated where none is given.</summary>
    public static JsonObject Pod(JsonObject template, JsonArray owners, string prefix, string? name = null)
    {
        var metadata = (template["metadata"] as JsonObject)?.DeepClone().AsObject() ?? [];
        if (name is not null) metadata["name"] = name;
        else metadata["generateName"] = prefix;
        metadata["ownerReferences"] = owners;
        return new JsonObject { ["metadata"] = metadata, ["spec"] = template["spec"]?.DeepClone() ?? new JsonObject() };
    }

    /// <summary>The same for the same template, whatever its hash label.</summary>
    public static string Hash(JsonObject template)
    {
        var bytes = SHA256.HashData(JsonBytes.Of(WithoutHash(template)));
        return string.Concat(bytes.Take(9).Select(part => Alphabet[part % Alphabet.Length]));
    }

    public static JsonObject WithoutHash(JsonObject template)
    {
        var copy = template.DeepClone().AsObject();
        if (copy["metadata"]?["labels"] is JsonObject labels) labels.Remove("pod-template-hash");
        return copy;
    }

    public static bool IsReady(JsonObject pod) => (pod["status"] as JsonObject ?? []).Objects("conditions")
        .Any(condition => condition.Text("type") == "Ready" && condition.Text("status") == "True");

    public static string? Phase(JsonObject pod) => (pod["status"] as JsonObject)?.Text("phase");

    /// <summary>A pod that counts as one of its controller's.</summary>
    public static bool IsActive(StoredObject pod) => !pod.IsTerminating && Phase(pod.ToBody()) is not ("Succeeded" or "Failed");
}
