using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Resources;

namespace K8GuardScript.Simulator.Answers;

/// <summary>Builds meta/v1 Status objects, with their keys in the order of a real server.</summary>
internal static class StatusBody
{
    public static JsonObject Failure(int code, string? reason, string message, JsonObject? details = null, string? continueToken = null)
    {
        var body = Start("Failure", continueToken);
        body["message"] = message;
        if (reason is not null) body["reason"] = reason;
        if (details is not null) body["details"] = details;
        body["code"] = code;
        return body;
    }

    /// <summary>The answer to a deletion: success has no code.</summary>
    public static JsonObject Deleted(ResourceId resource, string name, string uid)
    {
        var body = Start("Success", continueToken: null);
        body["details"] = Details(name, resource.Group, resource.Plural, uid: uid);
        return body;
    }

    /// <summary>The answer to an action that leaves nothing to show: binding, eviction.</summary>
    public static JsonObject Done(int code)
    {
        var body = Start("Success", continueToken: null);
        body["code"] = code;
        return body;
    }

    public static JsonObject Details(
        string? name, string group, string kind, IReadOnlyList<StatusCause>? causes = null, string? uid = null)
    {
        var details = new JsonObject();
        if (name is not null) details["name"] = name;
        if (group.Length > 0) details["group"] = group;
        if (kind.Length > 0) details["kind"] = kind;
        if (uid is not null) details["uid"] = uid;
        if (causes is not null) details["causes"] = Causes(causes);
        return details;
    }

    public static JsonArray Causes(IReadOnlyList<StatusCause> causes)
    {
        var list = new JsonArray();
        foreach (var cause in causes)
        {
            var entry = new JsonObject { ["reason"] = cause.Reason, ["message"] = cause.Message };
            if (cause.Field is not null) entry["field"] = cause.Field;
            list.Add(entry);
        }

        return list;
    }

    private static JsonObject Start(string status, string? continueToken) => new()
    {
        ["kind"] = "Status",
        ["apiVersion"] = "v1",
        ["metadata"] = continueToken is null ? [] : new JsonObject { ["continue"] = continueToken },
        ["status"] = status,
    };
}
