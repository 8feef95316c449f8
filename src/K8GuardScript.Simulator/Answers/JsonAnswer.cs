using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Storage;
using Microsoft.AspNetCore.Http;

namespace K8GuardScript.Simulator.Answers;

/// <summary>One JSON value and a line feed.</summary>
internal sealed class JsonAnswer(int status, ReadOnlyMemory<byte> json) : IAnswer
{
    public JsonAnswer(int status, JsonNode body)
        : this(status, JsonBytes.Of(body))
    {
    }

    public async Task WriteAsync(HttpResponse response, CancellationToken cancellation)
    {
        response.StatusCode = status;
        response.ContentType = "application/json";
        response.ContentLength = json.Length + 1;
        await response.Body.WriteAsync(json, cancellation);
        await response.Body.WriteAsync("\n"u8.ToArray(), cancellation);
    }
}
