using Microsoft.AspNetCore.Http;

namespace K8GuardScript.Simulator.Answers;

/// <summary>A body that is neither JSON nor text.</summary>
internal sealed class BytesAnswer(string mediaType, ReadOnlyMemory<byte> body) : IAnswer
{
    public async Task WriteAsync(HttpResponse response, CancellationToken cancellation)
    {
        response.ContentType = mediaType;
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, cancellation);
    }
}
