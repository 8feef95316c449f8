using K8GuardScript.Simulator.Answers;
using Microsoft.AspNetCore.Http;

namespace K8GuardScript.Simulator.Writing;

/// <summary>An answer with Warning headers (RFC 7234 5.5, code 299).</summary>
internal sealed class WarnedAnswer(IAnswer answer, IReadOnlyList<string> warnings) : IAnswer
{
    public Task WriteAsync(HttpResponse response, CancellationToken cancellation)
    {
        foreach (var warning in warnings)
        {
            var quoted = warning.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
            response.Headers.Append("Warning", $"299 - \"{quoted}\"");
        }

        return answer.WriteAsync(response, cancellation);
    }
}
