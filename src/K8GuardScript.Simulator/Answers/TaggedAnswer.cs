using Microsoft.AspNetCore.Http;

namespace K8GuardScript.Simulator.Answers;

/// <summary>A body with an ETag; only the tag where the caller has the body already.</summary>
internal sealed class TaggedAnswer(string contentType, string tag, bool known, ReadOnlyMemory<byte> body) : IAnswer
{
    public async Task WriteAsync(HttpResponse response, CancellationToken cancellation)
    {
        response.Headers.ETag = tag;
        if (known)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = contentType;
        await response.Body.WriteAsync(body, cancellation);
    }
}
