using K8GuardScript.Simulator.Answers;
using Microsoft.AspNetCore.Http;

namespace K8GuardScript.Simulator.Discovery;

/// <summary>The probe endpoints. What they check is as good as the fact that they answer.</summary>
internal static class HealthAnswers
{
    private static readonly string[] Checks = ["ping", "log", "etcd"];

    /// <summary>Null for other paths.</summary>
    public static IAnswer? Of(IReadOnlyList<string> segments, HttpRequest request)
    {
        if (segments is not ["livez" or "readyz" or "healthz", ..]) return null;
        if (segments.Count > 2 || (segments.Count == 2 && !Checks.Contains(segments[1]))) return TextAnswer.PageNotFound;
        var text = segments.Count == 1 && request.Query.ContainsKey("verbose")
            ? string.Concat(Checks.Select(check => $"[+]{check} ok\n")) + $"{segments[0]} check passed\n"
            : "ok";
        return new TextAnswer(StatusCodes.Status200OK, text);
    }
}
