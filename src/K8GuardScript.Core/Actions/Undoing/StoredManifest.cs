using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using K8GuardScript.Core.Actions.Planning;

namespace K8GuardScript.Core.Actions.Undoing;

/// <summary>An object as it is kept while it is gone, and made into one that can be created again.</summary>
internal static class StoredManifest
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 512 };
    private static readonly JsonSerializerOptions Deep = new() { MaxDepth = 512 };

    // what the server, or a controller, fills in
    private static readonly string[] OfTheServer =
        ["uid", "resourceVersion", "generation", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds", "managedFields", "selfLink"];

    /// <summary>All of an object but who wrote which field.</summary>
    public static string Of(ReadOnlyMemory<byte> json)
    {
        var root = JsonNode.Parse(json.Span, documentOptions: Options)!.AsObject();
        (root["metadata"] as JsonObject)?.Remove("managedFields");
        return root.ToJsonString(Deep);
    }

    /// <summary>What creates an object again as it was: nothing of its first life that would bind it to that, or that a server refuses.</summary>
    /// <param name="manifest">as it was stored</param>
    /// <param name="apiVersion">in case the manifest does not say</param>
    /// <param name="kind">likewise</param>
    /// <param name="undo">id of the undo; goes on the object, so that an unknown outcome can be looked up</param>
    public static ReadOnlyMemory<byte> ToCreate(string manifest, string apiVersion, string kind, string undo)
    {
        var root = JsonNode.Parse(manifest, documentOptions: Options)!.AsObject();
        root["apiVersion"] = apiVersion;
        root["kind"] = kind;
        root.Remove("status");
        if (root["metadata"] is not JsonObject metadata) root["metadata"] = metadata = [];
        foreach (var name in OfTheServer) metadata.Remove(name);
        if (metadata["annotations"] is not JsonObject annotations) metadata["annotations"] = annotations = [];
        foreach (var left in ActionAnnotations.LeftBy(Sdk.Registration.ActionVerb.Stop)) annotations.Remove(left);
        annotations[ActionAnnotations.ActionId] = undo;
        if (kind == "Pod" && root["spec"] is JsonObject spec) LoseNode(spec);
        return Encoding.UTF8.GetBytes(root.ToJsonString(Deep));
    }

    // where it ran is for the scheduler to say; what admission mounted for the service account is mounted again
    private static void LoseNode(JsonObject spec)
    {
        spec.Remove("nodeName");
        var names = new HashSet<string>(StringComparer.Ordinal);
        if (spec["volumes"] is JsonArray volumes)
        {
            foreach (var volume in volumes.OfType<JsonObject>().Where(IsInjected).ToList())
            {
                names.Add(volume["name"]!.GetValue<string>());
                volumes.Remove(volume);
            }
        }

        foreach (var list in (string[])["containers", "initContainers"])
        {
            if (spec[list] is not JsonArray containers) continue;
            foreach (var mounts in containers.OfType<JsonObject>().Select(container => container["volumeMounts"]).OfType<JsonArray>())
            {
                foreach (var mount in mounts.OfType<JsonObject>().Where(mount => names.Contains((string?)mount["name"] ?? "")).ToList())
                    mounts.Remove(mount);
            }
        }
    }

    // plugin/pkg/admission/serviceaccount
    private static bool IsInjected(JsonObject volume) =>
        volume["projected"] is JsonObject && volume["name"] is JsonValue name && name.TryGetValue(out string? text)
        && text.StartsWith("kube-api-access-", StringComparison.Ordinal);
}
