using Microsoft.AspNetCore.Http;

namespace K8GuardScript.Simulator.Answers;

/// <summary>What the server says to one request. Writes status, headers and body.</summary>
internal interface IAnswer
{
    /// <param name="cancellation">the caller is gone or the server stops</param>
    Task WriteAsync(HttpResponse response, CancellationToken cancellation);
}
