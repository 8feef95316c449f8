using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Resources;
using K8GuardScript.Simulator.Storage;
using Microsoft.AspNetCore.Http;

namespace K8GuardScript.Simulator.Answers;

/// <summary>Ends a request with a Status. Thrown anywhere below the server's one handler, which answers it.</summary>
internal sealed class ApiError(int code, JsonObject status) : Exception, IAnswer
{
    private const string Modified = "the object has been modified; please apply your changes to the latest version and try again";

    public int Code => code;

    public JsonObject Status => status;

    /// <summary>For 405, 415 and their kin: the generic words and empty details.</summary>
    public static ApiError Generic(int code, string reason, string message) =>
        new(code, StatusBody.Failure(code, reason, message, []));

    public static ApiError UnknownResource() =>
        Generic(StatusCodes.Status404NotFound, "NotFound", "the server could not find the requested resource");

    public static ApiError MethodNotAllowed() => Generic(StatusCodes.Status405MethodNotAllowed, "MethodNotAllowed",
        "the server does not allow this method on the requested resource");

    public static ApiError NotFound(ResourceId resource, string name) => Failure(StatusCodes.Status404NotFound, "NotFound",
        $"{resource} \"{name}\" not found", StatusBody.Details(name, resource.Group, resource.Plural));

    public static ApiError BadRequest(string message) => Failure(StatusCodes.Status400BadRequest, "BadRequest", message);

    public static ApiError Unauthorized() => Failure(StatusCodes.Status401Unauthorized, "Unauthorized", "Unauthorized");

    /// <summary>Some broken input reaches a real server's storage, which answers 500 without a reason.</summary>
    public static ApiError Unclassified(string message) =>
        Failure(StatusCodes.Status500InternalServerError, null, message);

    public static ApiError Internal(Exception error) => Internal(error.ToString());

    public static ApiError Internal(string why) =>
        Failure(StatusCodes.Status500InternalServerError, "InternalError", $"Internal error occurred: {why}");

    public static ApiError AlreadyExists(ResourceId resource, string name, bool terminating) => Failure(StatusCodes.Status409Conflict,
        "AlreadyExists", $"{(terminating ? "object is being deleted: " : "")}{resource} \"{name}\" already exists",
        StatusBody.Details(name, resource.Group, resource.Plural));

    public static ApiError Forbidden(ResourceId resource, string name, string why, params IReadOnlyList<StatusCause> causes) =>
        Failure(StatusCodes.Status403Forbidden, "Forbidden", $"{resource} \"{name}\" is forbidden: {why}",
            StatusBody.Details(name, resource.Group, resource.Plural, causes.Count == 0 ? null : causes));

    public static ApiError Stale(ResourceId resource, string name) => Conflict(resource.Group, resource.Plural, name, Modified);

    /// <summary>For who may not do it; without a name for a collection.</summary>
    public static ApiError NotAllowed(ResourceId resource, string name, string why) => Failure(StatusCodes.Status403Forbidden, "Forbidden",
        $"{resource}{(name.Length > 0 ? $" \"{name}\"" : "")} is forbidden: {why}",
        StatusBody.Details(name.Length > 0 ? name : null, resource.Group, resource.Plural));

    /// <param name="kind">the plural for updates, the kind for preconditions of a deletion, as a real server has it</param>
    public static ApiError Conflict(string group, string kind, string name, string why) => Failure(
        StatusCodes.Status409Conflict, "Conflict", $"Operation cannot be fulfilled on {new ResourceId(group, kind)} \"{name}\": {why}",
        StatusBody.Details(name, group, kind));

    public static ApiError Invalid(string group, string kind, string name, params IReadOnlyList<StatusCause> causes)
    {
        var all = causes.Select(cause => $"{cause.Field}: {cause.Message}").Distinct().ToList();
        var message = $"{new ResourceId(group, kind)} \"{name}\" is invalid: {(all.Count == 1 ? all[0] : $"[{string.Join(", ", all)}]")}";
        var details = StatusBody.Details(name.Length == 0 ? null : name, group, kind, causes);
        return Failure(StatusCodes.Status422UnprocessableEntity, "Invalid", message, details);
    }

    public static ApiError InvalidOptions(string kind, params IReadOnlyList<StatusCause> causes) =>
        Invalid("meta.k8s.io", kind, "", causes);

    public static ApiError Expired(string message, string? continueToken = null) => new(StatusCodes.Status410Gone,
        StatusBody.Failure(StatusCodes.Status410Gone, "Expired", message, continueToken: continueToken));

    public static ApiError VersionTooLarge(long asked, long current)
    {
        var details = new JsonObject
        {
            ["causes"] = StatusBody.Causes([new("ResourceVersionTooLarge", "Too large resource version")]),
            ["retryAfterSeconds"] = 1,
        };
        var message = $"Timeout: Too large resource version: {Versions.Text(asked)}, current: {Versions.Text(current)}";
        return Failure(StatusCodes.Status504GatewayTimeout, "Timeout", message, details);
    }

    public Task WriteAsync(HttpResponse response, CancellationToken cancellation)
    {
        if (status["details"]?["retryAfterSeconds"] is { } seconds) response.Headers.RetryAfter = seconds.ToJsonString();
        return new JsonAnswer(code, status).WriteAsync(response, cancellation);
    }

    private static ApiError Failure(int code, string? reason, string message, JsonObject? details = null) =>
        new(code, StatusBody.Failure(code, reason, message, details));
}
