using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Resources;
using K8GuardScript.Simulator.Storage;

namespace K8GuardScript.Simulator.Writing;

/// <summary>
/// What a real server's controllers do with a CustomResourceDefinition right after it was written, here within the same step: it is
/// established, and its objects go before it does.
/// </summary>
internal static class DefinitionLife
{
    private const string CleanupFinalizer = "customresourcecleanup.apiextensions.k8s.io";

    /// <summary>The status of a new definition.</summary>
    public static JsonObject NotEstablished(JsonObject definition) => new()
    {
        ["conditions"] = null,
        ["acceptedNames"] = new JsonObject { ["plural"] = "", ["kind"] = "" },
        ["storedVersions"] = new JsonArray([.. StorageVersions(definition)]),
    };

    /// <summary>Writes a new definition a second time, with its conditions.</summary>
    public static void Establish(WriteTransaction tx, ObjectWriter writer, ResourceType type, StoredObject definition)
    {
        var body = definition.ToBody();
        body.Remove("status");
        ObjectDefaults.Apply(type, definition.Name.Name, body, writer.Now);
        writer.Put(tx, type, definition.Name, body);
    }

    /// <returns>the definition as it was marked before it went</returns>
    public static StoredObject Delete(WriteTransaction tx, ObjectWriter writer, ResourceType type, StoredObject definition, bool dryRun)
    {
        var body = definition.ToBody();
        body.Metadata()["deletionTimestamp"] = writer.Now;
        body.Metadata()["finalizers"] = new JsonArray(CleanupFinalizer);
        if (body.Section("status")["conditions"] is JsonArray conditions) conditions.Add(Terminating(writer.Now));
        if (dryRun) return StoredObject.From(definition.Name, definition.Revision, body);
        var marked = writer.Put(tx, type, definition.Name, body);
        writer.Remove(tx, type.Id, marked);
        return marked;
    }

    private static IEnumerable<JsonNode?> StorageVersions(JsonObject definition) =>
        ((definition["spec"] as JsonObject)?["versions"] as JsonArray ?? []).OfType<JsonObject>()
            .Where(version => version["storage"]?.GetValueKind() == System.Text.Json.JsonValueKind.True)
            .Select(version => version["name"]?.DeepClone());

    private static JsonObject Terminating(string now) => new()
    {
        ["type"] = "Terminating",
        ["status"] = "True",
        ["lastTransitionTime"] = now,
        ["reason"] = "InstanceDeletionPending",
        ["message"] = "CustomResourceDefinition marked for deletion; CustomResource deletion will begin soon",
    };
}
