using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Answers;
using K8GuardScript.Simulator.Fields;
using K8GuardScript.Simulator.Storage;
using Microsoft.AspNetCore.Http;

namespace K8GuardScript.Simulator.Writing;

/// <summary>The answer to an apply that would change what others own: 409 with a cause for each field.</summary>
internal static class ApplyConflict
{
    public static ApiError Of(IReadOnlyList<(FieldWriter Manager, FieldSet Fields)> conflicts)
    {
        var causes = conflicts.SelectMany(conflict => conflict.Fields.Paths().Select(path =>
            new StatusCause("FieldManagerConflict", $"conflict with {conflict.Manager.Words}", path))).ToList();
        var words = causes.Count == 1
            ? $"1 conflict: {causes[0].Message}: {causes[0].Field}"
            : $"{Versions.Text(causes.Count)} conflicts: {string.Join("\n", conflicts.Select(Group))}";
        var details = new JsonObject { ["causes"] = StatusBody.Causes(causes) };
        return new ApiError(StatusCodes.Status409Conflict,
            StatusBody.Failure(StatusCodes.Status409Conflict, "Conflict", $"Apply failed with {words}", details));
    }

    private static string Group((FieldWriter Manager, FieldSet Fields) conflict) =>
        $"conflicts with {conflict.Manager.Words}:{string.Concat(conflict.Fields.Paths().Select(path => $"\n- {path}"))}";
}
