using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Record;
using Microsoft.AspNetCore.Http.HttpResults;

namespace K8GuardScript.Http;

/// <summary>Why, since when, what next: one object's violations with what each guard rail says to them.</summary>
internal static class ExplainRoutes
{
    private const int Most = 100;
    private const int MostActions = 10;

    public static void MapExplain(this RouteGroupBuilder api) => api.MapGet("/explain", Explain);

    // somebody waits for the answer, and a cluster that does not answer is no reason to have none
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static async Task<Results<Ok<ExplainPage>, BadRequest<string>, NotFound<string>>> Explain(
        Ledger ledger, Outlooks outlooks, MeantObjects objects, TimeProvider clock, string? kind, string? @namespace, string? name, string? policy,
        CancellationToken cancel)
    {
        if (kind is null || name is null) return TypedResults.BadRequest("name an object with `kind`, `name` and, where it has one, `namespace`");
        var now = clock.GetUtcNow();
        var meant = objects.FindKnown(kind, @namespace ?? "", name);
        if (meant.Count == 0) return TypedResults.NotFound(objects.None(kind, @namespace ?? "", name));
        var found = ledger.Alive()
            .Where(episode => meant.Contains(episode.Key.Object))
            .Where(episode => policy is null || FilterWords.Same(episode.Key.Policy, policy))
            .Order(EpisodeOrder.WorstFirst).ToList();
        await ReadAsync([.. found.Take(Most)], outlooks, clock, cancel).ConfigureAwait(false);
        return TypedResults.Ok(new ExplainPage(
            [.. found.Take(Most).Select(episode => Answer(episode, outlooks.Of(episode, now), outlooks, ledger))],
            found.Count,
            [.. meant.SelectMany(target => Latest(ledger, target)).Where(action => policy is null || FilterWords.Same(action.Policy, policy))]));
    }

    // INVARIANT: the guard rails are told as the next warning and the next action will find them.
    private static async Task ReadAsync(IReadOnlyList<Episode> episodes, Outlooks outlooks, TimeProvider clock, CancellationToken cancel)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancel);
        try
        {
            foreach (var episode in episodes)
            {
                if (outlooks.Of(episode, clock.GetUtcNow()) is { } outlook) await outlooks.ReadAsync(outlook, either.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            // what is known from before is told
        }
    }

    private static ExplainAnswer Answer(Episode episode, Outlook? outlook, Outlooks outlooks, Ledger ledger) => new()
    {
        Violation = ViolationAnswer.Of(episode, outlook),
        Title = outlook?.Policy.Definition.Title,
        Why = outlook?.Policy.Definition.Why,
        Fix = outlook?.Policy.Definition.Fix,
        Action = outlook?.Policy.Ladder.Action.ToString().ToLowerInvariant(),
        Rails = outlook is null ? [] : [.. outlooks.RailsFor(outlook).Select(RailTold.Of)],
        Actions = [.. Latest(ledger, episode.Key.Object)],
    };

    private static IEnumerable<ActionAnswer> Latest(Ledger ledger, ObjectKey target) =>
        ledger.ActionsOn(target).Take(MostActions).Select(action => ActionAnswer.Of(action, manifest: null));
}
