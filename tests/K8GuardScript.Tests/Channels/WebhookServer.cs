using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace K8GuardScript.Tests.Channels;

/// <summary>Stands in for a Teams workflow: answers each request with the next status, and keeps what it got.</summary>
internal sealed class WebhookServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Queue<int> statuses;
    private readonly TaskCompletionSource released = new();

    private WebhookServer(WebApplication app, IEnumerable<int> statuses) => (this.app, this.statuses) = (app, new Queue<int>(statuses));

    /// <summary>Taken instead of a status: the server never answers.</summary>
    public const int Hang = 0;

    public List<string> Targets { get; } = [];

    public List<string> Bodies { get; } = [];

    public List<string?> ContentTypes { get; } = [];

    /// <summary>The content type of answers, or null for none.</summary>
    public string? AnswersAs { get; set; }

    public string? RetryAfter { get; set; } = "1";

    public string Address => app.Urls.Single();

    public static async Task<WebhookServer> StartAsync(params int[] statuses)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var server = new WebhookServer(app, statuses);
        app.Run(server.AnswerAsync);
        await app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        released.SetResult();
        await app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        Targets.Add(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
        ContentTypes.Add(context.Request.ContentType);
        using var reader = new StreamReader(context.Request.Body);
        Bodies.Add(await reader.ReadToEndAsync());
        var status = statuses.Dequeue();
        if (status == Hang)
        {
            await released.Task;
            return;
        }

        context.Response.StatusCode = status;
        context.Response.ContentType = AnswersAs;
        context.Response.Headers.Location = "/elsewhere";
        context.Response.Headers.RetryAfter = RetryAfter;
    }
}
