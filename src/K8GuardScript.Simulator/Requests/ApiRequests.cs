using K8GuardScript.Simulator.Answers;
using K8GuardScript.Simulator.Discovery;
using Microsoft.AspNetCore.Http;

namespace K8GuardScript.Simulator.Requests;

/// <summary>Answers every request: who asks, what for, and the one place where a failure becomes a Status.</summary>
internal sealed class ApiRequests(ClusterState cluster, RequestJournal journal)
{
    private readonly ResourceRequests resources = new(cluster);
    private readonly DiscoveryAnswers discovery = new(cluster.Catalog);
    private readonly AggregatedAnswers aggregated = new(cluster.Catalog);
    private readonly OpenApiAnswers openApi = new(cluster.Catalog);

    /// <param name="stopping">ends open watches when the server stops</param>
    public async Task HandleAsync(HttpContext context, CancellationToken stopping)
    {
        var path = context.Request.Path.Value + context.Request.QueryString.Value;
        context.Response.OnStarting(() =>
        {
            journal.Add(new RecordedRequest(context.Request.Method, path, context.Response.StatusCode));
            return Task.CompletedTask;
        });
        context.Response.Headers.CacheControl = "no-cache, private";
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        try
        {
            await AnswerAsync(context, end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // a body that began ends in the middle, as when a server goes away
            if (context.Response.HasStarted) context.Abort();
            else journal.Add(new RecordedRequest(context.Request.Method, path, 0));
        }
    }

    private async Task AnswerAsync(HttpContext context, CancellationToken cancellation)
    {
        try
        {
            var answer = await RouteAsync(context.Request, cancellation);
            await answer.WriteAsync(context.Response, cancellation);
        }
        catch (ApiError error) when (!context.Response.HasStarted)
        {
            await error.WriteAsync(context.Response, cancellation);
        }
        catch (Exception error) when (!context.Response.HasStarted && !cancellation.IsCancellationRequested)
        {
            // a fault of the simulator itself: there is no log, so the caller gets to see all of it
            await ApiError.Internal(error).WriteAsync(context.Response, cancellation);
        }
    }

    private async Task<IAnswer> RouteAsync(HttpRequest request, CancellationToken cancellation)
    {
        string[] segments = [.. (request.Path.Value ?? "").Split('/').Skip(1)];
        if (segments is [.., ""]) segments = segments[..^1];
        var target = segments is ["api", _, _, ..] or ["apis", _, _, _, ..] ? RequestTarget.Parse(segments) : null;
        var caller = cluster.Gate.Authenticate(request);
        cluster.Gate.Check(caller, request, target);
        if (HealthAnswers.Of(segments, request) is { } health) return health;
        if (segments is ["api", _, _, ..] or ["apis", _, _, _, ..])
        {
            return await resources.AnswerAsync(target ?? throw ApiError.UnknownResource(), caller, request, cancellation);
        }

        if (request.Method != "GET") throw ApiError.MethodNotAllowed();
        return segments switch
        {
            [] => DiscoveryAnswers.Root(),
            ["version"] => DiscoveryAnswers.Version(),
            ["api"] => AggregatedAnswers.IsAsked(request) ? aggregated.Core(request) : DiscoveryAnswers.CoreVersions(request),
            ["api", var version] => discovery.Resources("", version),
            ["apis"] => AggregatedAnswers.IsAsked(request) ? aggregated.Groups(request) : discovery.Groups(),
            ["apis", var group] => discovery.Group(group),
            ["apis", var group, var version] => discovery.Resources(group, version),
            ["openapi", "v2"] => openApi.Version2(request),
            ["openapi", "v3"] => openApi.Paths(),
            ["openapi", "v3", .. var place] => openApi.Document(string.Join('/', place)),
            _ => TextAnswer.PageNotFound,
        };
    }
}
