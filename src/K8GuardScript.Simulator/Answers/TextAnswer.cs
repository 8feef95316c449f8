using System.Text;
using Microsoft.AspNetCore.Http;

namespace K8GuardScript.Simulator.Answers;

/// <summary>Plain text, as health checks and unknown groups answer.</summary>
internal sealed class TextAnswer(int status, string text) : IAnswer
{
    /// <summary>For paths that belong to no API: a real server's mux answers these, not its API machinery.</summary>
    public static readonly TextAnswer PageNotFound = new(StatusCodes.Status404NotFound, "404 page not found\n");

    public async Task WriteAsync(HttpResponse response, CancellationToken cancellation)
    {
        response.StatusCode = status;
        response.ContentType = "text/plain; charset=utf-8";
        await response.WriteAsync(text, Encoding.UTF8, cancellation);
    }
}
