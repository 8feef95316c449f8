using K8GuardScript.Simulator.Answers;
using K8GuardScript.Simulator.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;

namespace K8GuardScript.Simulator.Faults;

/// <summary>Stands before the API and lets go wrong what <see cref="FaultInjection"/> says. The API behind it knows nothing of it.</summary>
/// <param name="faults">says what goes wrong</param>
/// <param name="store">gives the versions that stale reads go back to</param>
/// <param name="clock">paces slow bodies</param>
/// <param name="api">answers requests as it should</param>
internal sealed class FaultyServer(FaultInjection faults, ObjectStore store, TimeProvider clock, RequestDelegate api)
{
    private readonly FaultControl control = new(faults);

    /// <param name="stopping">ends half-open connections</param>
    public async Task HandleAsync(HttpContext context, CancellationToken stopping)
    {
        if (context.Request.Path == FaultControl.Path)
        {
            await control.HandleAsync(context, context.RequestAborted);
            return;
        }

        if (RequestVerb.Of(context.Request) is not { } verb || faults.Next(verb) is not { } fault)
        {
            await api(context);
            return;
        }

        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        var hasStruck = true;
        try
        {
            hasStruck = await StrikeAsync(context, verb, fault, end.Token);
        }
        finally
        {
            // a connection that is cut on purpose ends here with an exception
            if (hasStruck) faults.Note(fault.Kind);
        }
    }

    /// <returns>false where the fault does not fit the request, which was answered then</returns>
    private async Task<bool> StrikeAsync(HttpContext context, RequestVerb verb, Fault fault, CancellationToken end)
    {
        switch (fault.Kind)
        {
            case FaultKind.Gone when verb.Verb == "watch":
                return await GoneWatch.AnswerAsync(context.Response, fault, end);
            case FaultKind.Gone when context.Request.Query.ContainsKey("continue"):
                await ApiError.Expired("the page that was asked for is gone").WriteAsync(context.Response, end);
                return true;
            case FaultKind.TooManyRequests or FaultKind.ServerError:
                await new RefusedAnswer(fault).WriteAsync(context.Response, end);
                return true;
            case FaultKind.StaleRead when verb.Verb == "list" && Rewind(context.Request, fault.After):
                await api(context);
                return true;
            case FaultKind.LostAnswer:
                await LoseAnswerAsync(context);
                return true;
            case FaultKind.Reset or FaultKind.HalfOpen or FaultKind.SlowBody:
                await AnswerThroughAsync(context, new BrokenBody(context, fault, clock, end));
                return true;
            case FaultKind.DuplicateEvent or FaultKind.DropEvent when verb.Verb == "watch":
                await AnswerThroughAsync(context, new EventFilter(context.Response.Body, fault));
                return true;
            default:
                await api(context);
                return false;
        }
    }

    /// <summary>Turns a list of the present state into one of the past.</summary>
    private bool Rewind(HttpRequest request, int changes)
    {
        if (request.Query.ContainsKey("continue") || !string.IsNullOrEmpty(request.Query["resourceVersion"])) return false;
        var past = store.Revision - changes;
        if (past <= store.Compacted) return false;
        request.QueryString = new QueryString(QueryHelpers.AddQueryString(
            request.QueryString.Value ?? "",
            new Dictionary<string, string?> { ["resourceVersion"] = Versions.Text(past), ["resourceVersionMatch"] = "Exact" }));
        return true;
    }

    private async Task LoseAnswerAsync(HttpContext context)
    {
        await AnswerThroughAsync(context, Stream.Null);
        context.Abort();
    }

    private async Task AnswerThroughAsync(HttpContext context, Stream body)
    {
        var original = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        var through = new StreamResponseBodyFeature(body, original);
        context.Features.Set<IHttpResponseBodyFeature>(through);
        try
        {
            await api(context);
            await through.CompleteAsync();
        }
        finally
        {
            context.Features.Set(original);
        }
    }
}
