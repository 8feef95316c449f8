using System.Collections.Concurrent;
using System.Net;

namespace K8GuardScript.Tests.Worker.Clocks;

/// <summary>A workflow that takes every message.</summary>
internal sealed class Inbox : HttpMessageHandler
{
    private readonly ConcurrentQueue<string> messages = new();

    /// <summary>How many messages came that tell of a deployment.</summary>
    public int About(string deployment) => messages.Count(message => message.Contains($"shop/{deployment}", StringComparison.Ordinal));

    public override string ToString() => string.Join('\n', messages);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        messages.Enqueue(await request.Content!.ReadAsStringAsync(cancellationToken));
        return new HttpResponseMessage(HttpStatusCode.Accepted) { RequestMessage = request };
    }
}
