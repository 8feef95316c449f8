using K8GuardScript.Simulator.Answers;
using K8GuardScript.Simulator.Resources;
using K8GuardScript.Simulator.Storage;
using Microsoft.AspNetCore.Http;

namespace K8GuardScript.Simulator.Writing;

/// <summary>What every write needs to know of its request.</summary>
internal sealed record WriteRequest(ResourceType Type, ObjectName Name, ObjectForm Form, bool DryRun)
{
    public IAnswer Answer(StoredObject stored, int status = StatusCodes.Status200OK) => new JsonAnswer(status, Form.Object(stored));

    /// <summary>Reads <c>dryRun</c>; any value but <c>All</c> is 422.</summary>
    /// <param name="optionsKind">the kind of options that a real server would name, such as <c>PatchOptions</c></param>
    public static bool IsDryRun(IReadOnlyList<string> values, string optionsKind)
    {
        if (values.All(value => value == "All")) return values.Count > 0;
        var list = string.Join(" ", values.Select(value => $"\"{value}\""));
        throw ApiError.InvalidOptions(optionsKind, new StatusCause(
            "FieldValueNotSupported", $"Unsupported value: [{list}]: supported values: \"All\"", "dryRun"));
    }
}
