using System.Text.Json;
using K8GuardScript.Simulator.Storage;
using Microsoft.AspNetCore.Http;

namespace K8GuardScript.Simulator.Generating;

/// <summary>
/// <c>/changes</c>: GET tells the rate, how many changes were made, and what is stored; with <c>?latest=N</c> also the last ones with
/// their times. POST sets the rate: <c>{"perSecond": 500}</c>, or <c>{"perSecond": 500, "count": 10000}</c> to stop after so many. No
/// path of Kubernetes begins so.
/// </summary>
internal sealed class ChangeControl(ChangeLoop changes, ClusterState cluster)
{
    public const string Path = "/changes";

    private const double MostPerSecond = 100_000;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    public async Task HandleAsync(HttpContext context, CancellationToken cancellation)
    {
        switch (context.Request.Method)
        {
            case "GET":
                break;
            case "POST" when await RateAsync(context.Request, cancellation) is { } rate:
                changes.Set(rate.PerSecond, rate.Count);
                break;
            case "POST":
                context.Response.StatusCode = StatusCodes.Status400BadRequest;
                await context.Response.WriteAsync("write such as {\"perSecond\": 500} or {\"perSecond\": 500, \"count\": 10000}\n", cancellation);
                return;
            default:
                context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
                return;
        }

        var latest = int.TryParse(context.Request.Query["latest"], out var count) ? changes.Latest().TakeLast(Math.Max(count, 0)) : [];
        var kinds = cluster.Catalog.All.ToLookup(type => type.StoredAs, type => type.Kind);
        var sizes = cluster.Store.Sizes().Select(size => new Size(
            size.Resource.Group, size.Resource.Plural, kinds[size.Resource].First(), size.Objects, size.Bytes));
        var answer = new Answer(changes.PerSecond, changes.Made, [.. sizes], [.. latest.Select(Tell)]);
        await context.Response.WriteAsJsonAsync(answer, Json, cancellation);
    }

    private static Told Tell(TimedChange timed) => new(
        timed.At, timed.Change.What, timed.Change.Resource.Group, timed.Change.Resource.Plural,
        timed.Change.Name.Namespace, timed.Change.Name.Name, Versions.Text(timed.Change.Revision));

    private static async Task<Rate?> RateAsync(HttpRequest request, CancellationToken cancellation)
    {
        try
        {
            var rate = await JsonSerializer.DeserializeAsync<Rate>(request.Body, Json, cancellation);
            return rate is { PerSecond: >= 0 and <= MostPerSecond, Count: null or >= 0 } ? rate : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Rate(double PerSecond, long? Count = null);

    private sealed record Answer(double PerSecond, long Made, IReadOnlyList<Size> Stored, IReadOnlyList<Told> Latest);

    private sealed record Size(string Group, string Resource, string Kind, int Objects, long Bytes);

    private sealed record Told(DateTimeOffset At, string What, string Group, string Resource, string Namespace, string Name, string Version);
}
