using System.Text.Json;

namespace K8GuardScript.Scripts;

/// <summary>A problem as JSON: <c>file</c>, <c>line</c>, <c>column</c>, <c>severity</c>, <c>code</c>, <c>message</c>, <c>hint</c> or null.</summary>
internal static class ProblemJson
{
    public static void Write(Utf8JsonWriter json, PlacedProblem problem)
    {
        json.WriteStartObject();
        json.WriteString("file", problem.File);
        json.WriteNumber("line", problem.Line);
        json.WriteNumber("column", problem.Column);
        json.WriteString("severity", problem.Severity);
        json.WriteString("code", problem.Code);
        json.WriteString("message", problem.Message);
        json.WriteString("hint", problem.Hint);
        json.WriteEndObject();
    }
}
