using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Answers;
using K8GuardScript.Simulator.Resources;

namespace K8GuardScript.Simulator.Writing;

/// <summary>Decodes bodies into their kind and answers for what does not fit, as <c>fieldValidation</c> asks.</summary>
internal static class BodyDecoding
{
    /// <summary>A body that was sent whole. Throws 400.</summary>
    public static void Whole(WriteRequest request, JsonObject body, IReadOnlyList<string> duplicates)
    {
        var type = request.Type;
        var typed = TypedBody.Read(type, body);
        if (typed.Problem is { } problem) throw CannotBeHandled(type, problem);
        var faults = FieldErrors(request, typed, duplicates);
        if (request.Validation == FieldValidation.Strict && faults.Count > 0)
            throw CannotBeHandled(type, $"strict decoding error: {string.Join(", ", faults)}");
        Warn(request, faults);
    }

    /// <summary>An object that a patch made. Throws 422.</summary>
    public static void Patched(WriteRequest request, JsonObject body, IReadOnlyList<string> duplicates)
    {
        var typed = TypedBody.Read(request.Type, body);
        if (typed.Problem is { } problem) throw PatchFault(body, problem);
        var faults = FieldErrors(request, typed, duplicates);
        if (request.Validation == FieldValidation.Strict && faults.Count > 0)
            throw PatchFault(body, $"strict decoding error: {string.Join(", ", faults)}");
        Warn(request, faults);
    }

    private static List<string> FieldErrors(WriteRequest request, TypedBody typed, IReadOnlyList<string> duplicates) =>
        request.Validation == FieldValidation.Ignore ? [] :
        [
            .. typed.Unknown.Select(path => $"unknown field \"{path}\""),
            .. duplicates.Select(path => $"duplicate field \"{path}\""),
        ];

    private static void Warn(WriteRequest request, List<string> faults)
    {
        foreach (var fault in faults) request.Warn(fault);
    }

    private static ApiError CannotBeHandled(ResourceType type, string why) =>
        ApiError.BadRequest($"{type.Kind} in version \"{type.Version}\" cannot be handled as a {type.Kind}: {why}");

    private static ApiError PatchFault(JsonObject body, string why) =>
        ApiError.Invalid("", "", "", new StatusCause("FieldValueInvalid", $"Invalid value: {body.ToJsonString()}: {why}", "patch"));
}
