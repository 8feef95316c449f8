using System.Text.Encodings.Web;
using System.Text.Json;
using K8GuardScript.Scripts;

namespace K8GuardScript.Check;

/// <summary>Problems as a JSON array.</summary>
internal static class CheckJson
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(IEnumerable<PlacedProblem> problems, Stream output)
    {
        using var json = new Utf8JsonWriter(output, Options);
        json.WriteStartArray();
        foreach (var problem in problems) ProblemJson.Write(json, problem);
        json.WriteEndArray();
    }
}
