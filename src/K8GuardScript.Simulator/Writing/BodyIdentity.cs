using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Answers;
using K8GuardScript.Simulator.Resources;
using K8GuardScript.Simulator.Storage;

namespace K8GuardScript.Simulator.Writing;

/// <summary>A body must be about what its path names; what it leaves out is taken from the path.</summary>
internal static class BodyIdentity
{
    public static void CheckKind(ResourceType type, JsonObject body)
    {
        var kind = body.Text("kind");
        var version = body.Text("apiVersion");
        if (kind is null or "" && version is null or "") return;
        if (kind == type.Kind && version == type.ApiVersion) return;
        throw ApiError.BadRequest($"{kind} in version \"{version}\" cannot be handled as a {type.Kind}: unknown conversion");
    }

    public static void CheckNamespace(string ns, JsonObject body)
    {
        if (body.Metadata().Text("namespace") is not { Length: > 0 } own || own == ns) return;
        throw ApiError.BadRequest("the namespace of the provided object does not match the namespace sent on the request");
    }

    public static void CheckName(string name, JsonObject body)
    {
        if (body.Metadata().Text("name") is not { Length: > 0 } own || own == name) return;
        throw ApiError.BadRequest($"the name of the object ({own}) does not match the name on the URL ({name})");
    }
}
