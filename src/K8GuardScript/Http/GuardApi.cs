using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Exemptions;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Show;
using K8GuardScript.Scripts;
using K8GuardScript.Sdk.Authoring;
using Microsoft.AspNetCore.Http.HttpResults;

namespace K8GuardScript.Http;

/// <summary>The API below <c>/api/v1</c>: read only.</summary>
internal static class GuardApi
{
    public static void MapGuardApi(this RouteGroupBuilder api)
    {
        api.MapGet("/violations", Violations);
        api.MapGet("/policies", Policies);
        api.MapGet("/actions", Actions);
        api.MapGet("/exemptions", Exemptions);
        api.MapGet("/events", Events);
    }

    private static Results<Ok<Page<ViolationAnswer>>, BadRequest<string>> Violations(
        Ledger ledger, Outlooks outlooks, Coverage coverage, TimeProvider clock,
        string? policy, string? @namespace, string? kind, string? name, string? severity, string? state, int? offset, int? limit)
    {
        if (FilterWords.Problem("state", state, Enum.GetValues<EpisodeState>().Select(EpisodeStates.Word)) is { } wrongState)
            return TypedResults.BadRequest(wrongState);
        if (FilterWords.Problem("severity", severity, Enum.GetNames<Severity>().Select(word => word.ToLowerInvariant())) is { } wrongSeverity)
            return TypedResults.BadRequest(wrongSeverity);

        var now = clock.GetUtcNow();
        var wanted = Enum.GetValues<EpisodeState>().Where(one => state is not null && FilterWords.Same(one.Word(), state)).ToList();
        var episodes = (wanted is [var only] ? ledger.In(only) : ledger.Alive().Where(episode => episode.State != EpisodeState.Exempt))
            .Where(episode => policy is null || FilterWords.Same(episode.Key.Policy, policy))
            .Where(episode => @namespace is null || FilterWords.Same(episode.Key.Object.Namespace, @namespace))
            .Where(episode => kind is null || FilterWords.Same(episode.Key.Object.Kind, kind))
            .Where(episode => name is null || FilterWords.Same(episode.Key.Object.Name, name))
            .Where(episode => severity is null || FilterWords.Same(episode.Severity.ToString(), severity));
        var page = Page<Episode>.Of(episodes, EpisodeOrder.WorstFirst, offset, limit);
        return TypedResults.Ok(new Page<ViolationAnswer>(
            [.. page.Items.Select(episode => ViolationAnswer.Of(episode, outlooks.Of(episode, now), coverage.Of(episode, now)))], page.Total));
    }

    private static PoliciesAnswer Policies(PolicyOverview policies) => policies.Now();

    private static Results<Ok<Page<ActionAnswer>>, BadRequest<string>> Actions(
        Ledger ledger, string? policy, string? @namespace, string? state, int? offset, int? limit)
    {
        if (FilterWords.Problem("state", state, Enum.GetValues<ActionState>().Select(ActionStates.Word)) is { } wrongState)
            return TypedResults.BadRequest(wrongState);

        var actions = ledger.Actions()
            .Where(action => policy is null || FilterWords.Same(action.Policy, policy))
            .Where(action => @namespace is null || FilterWords.Same(action.Target.Namespace, @namespace))
            .Where(action => state is null || FilterWords.Same(action.State.Word(), state))
            .ToList();
        var page = Page<ActionRecord>.Of(actions, offset, limit);
        return TypedResults.Ok(new Page<ActionAnswer>([.. page.Items.Select(action => ActionAnswer.Of(action, ledger.Manifest(action.Id)))], page.Total));
    }

    private static Results<Ok<Page<ListedExemption>>, BadRequest<string>> Exemptions(
        Coverage coverage, ExemptionBook book, SnoozeDesk snoozes, TimeProvider clock, string? state, int? offset, int? limit)
    {
        if (FilterWords.Problem("state", state, Enum.GetValues<ExemptionState>().Select(ExemptionStates.Word)) is { } wrongState)
            return TypedResults.BadRequest(wrongState);
        var all = ListedExemption.All(coverage, book, snoozes, clock.GetUtcNow())
            .Where(one => state is null || FilterWords.Same(one.State, state)).ToList();
        return TypedResults.Ok(Page<ListedExemption>.Of(all, offset, limit));
    }

    // Each event's name is the kind of happening, its id the one to go on from: after a cut a browser sends it by itself.
    private static ServerSentEventsResult<HappeningAnswer> Events(
        HappeningLog happenings, HttpRequest request, IHostApplicationLifetime lifetime, long? since, CancellationToken cancel)
    {
        var brought = request.Headers["Last-Event-ID"].ToString();
        var after = long.TryParse(brought, NumberStyles.None, CultureInfo.InvariantCulture, out var last) ? last : since ?? 0;
        return TypedResults.ServerSentEvents(Stream(happenings, after, lifetime, cancel));
    }

    private static async IAsyncEnumerable<SseItem<HappeningAnswer>> Stream(
        HappeningLog happenings, long after, IHostApplicationLifetime lifetime, [EnumeratorCancellation] CancellationToken cancel)
    {
        // an open stream must not keep the program from stopping
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, lifetime.ApplicationStopping);
        await using var listening = happenings.ListenAsync(after, either.Token).GetAsyncEnumerator(either.Token);
        while (await HasNextAsync(listening).ConfigureAwait(false))
        {
            var happening = listening.Current;
            var name = JsonNamingPolicy.KebabCaseLower.ConvertName(happening.Kind.ToString());
            yield return new SseItem<HappeningAnswer>(HappeningAnswer.Of(happening), name)
            {
                EventId = happening.Id.ToString(CultureInfo.InvariantCulture),
            };
        }
    }

    // a reader that leaves, or the program that stops, is the end of a stream and no failure of it
    private static async ValueTask<bool> HasNextAsync(IAsyncEnumerator<Happening> listening)
    {
        try
        {
            return await listening.MoveNextAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}

/// <summary>A happening in the event stream.</summary>
internal sealed record HappeningAnswer(
    long Id, DateTimeOffset At, string Text, string? Policy, string? Kind, string? Namespace, string? Name)
{
    public static HappeningAnswer Of(Happening happening) => new(
        happening.Id, happening.At, happening.Text, happening.Policy,
        happening.Object?.Kind, happening.Object?.Namespace, happening.Object?.Name);
}
