using System.Globalization;
using K8GuardScript.Core.Actions.Undoing;
using K8GuardScript.Core.Guard.Breaking;
using K8GuardScript.Core.Guard.Pausing;
using K8GuardScript.Core.Notify;
using K8GuardScript.Core.Record;
using K8GuardScript.Scripts;
using K8GuardScript.Sdk.Registration;
using Microsoft.AspNetCore.Http.HttpResults;

namespace K8GuardScript.Http;

/// <summary>What people order, below <c>/api/v1</c>: each needs the token for writing.</summary>
internal static class OrderRoutes
{
    private const int MostActions = 100_000;
    private const int LongestText = 500;

    public static void MapOrders(this RouteGroupBuilder api)
    {
        api.MapGet("/summary", (GuardState state) => TypedResults.Ok(state.Now()));
        api.MapPost("/pause", Pause);
        api.MapPost("/resume", Resume);
        api.MapPost("/undo", Undo);
        api.MapGet("/undo/{order}", Undone);
    }

    private static Results<Ok<GuardStateAnswer>, ContentHttpResult> Pause(
        PauseOrder order, KillSwitch killSwitch, GuardState state, NoticeBoard notices)
    {
        var (by, why) = (By(order.By), PlainText.Clean(order.Reason ?? "", LongestText));
        try
        {
            killSwitch.Pause(by, why, () => notices.Post(NoticeTexts.Paused(notices.Platform(), by, why)));
            return TypedResults.Ok(state.Now());
        }
        catch (IOException failure)
        {
            // INVARIANT: who wants a pause gets it; he must know that it may not last
            return TypedResults.Text(
                $"paused, but that can't be written down, so a restart would forget it; it is tried again every few seconds: {failure.Message}\n",
                statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static Results<Ok<ResumeAnswer>, BadRequest<string>> Resume(
        ResumeOrder order, KillSwitch killSwitch, Breaker breaker, GuardState state, NoticeBoard notices)
    {
        var by = By(order.By);
        if (order.Policy is null)
        {
            var ended = killSwitch.Resume(by, () => notices.Post(NoticeTexts.Resumed(notices.Platform(), by)));
            return TypedResults.Ok(new ResumeAnswer(ended, state.Now()));
        }

        var closed = breaker.Trips.Where(trip => order.Policy == "*" || trip.Policy == order.Policy).Where(trip => breaker.Resume(trip.Policy, by)).ToList();
        if (closed.Count == 0 && order.Policy != "*")
            return TypedResults.BadRequest($"the breaker of policy `{PlainText.Clean(order.Policy, 100)}` has not tripped");
        return TypedResults.Ok(new ResumeAnswer([.. closed.Select(Told)], state.Now()));
    }

    private static string Told(BreakerTrip trip) =>
        string.Create(CultureInfo.InvariantCulture, $"policy `{trip.Policy}` only warned since {trip.At.UtcDateTime:yyyy-MM-dd HH:mm} UTC: {trip.Why}");

    private static Results<Accepted<UndoAnswer>, BadRequest<string>> Undo(UndoOrderBody order, UndoDesk desk, Ledger ledger, PolicyShelf shelf)
    {
        var by = By(order.By);
        switch (order)
        {
            case { Actions: { Count: > 0 and <= MostActions } ids, Policy: null, Since: null } when ids.All(id => !string.IsNullOrEmpty(id)):
                return Ordered(desk.Order(ids, by), desk, ledger);
            case { Actions: null or { Count: 0 }, Policy: { } policy, Since: { } since }:
                if (NoSuch(policy, shelf, ledger) is { } problem) return TypedResults.BadRequest(problem);
                return Ordered(desk.Order(policy, since, by), desk, ledger);
            default:
                return TypedResults.BadRequest(
                    $"expected either `actions` with at most {MostActions} ids, or `policy` with `since`, an instant such as `2026-11-24T09:00:00Z`");
        }
    }

    // one that is gone may have left something to undo
    private static string? NoSuch(string policy, PolicyShelf shelf, Ledger ledger)
    {
        var known = shelf.All().Select(entry => entry.Id).OfType<string>().Concat(ledger.Actions().Select(action => action.Policy)).Distinct().ToList();
        if (known.Contains(policy)) return null;
        var near = NearestName.Of(policy, known) is { } name ? $": did you mean `{name}`?" : "";
        return $"no policy `{PlainText.Clean(policy, 100)}` is there, and none of that id has done anything{near}";
    }

    private static Results<Ok<UndoAnswer>, NotFound<string>> Undone(string order, UndoDesk desk, Ledger ledger) => desk.State(order) is { } state
        ? TypedResults.Ok(UndoAnswer.Of(state, ledger))
        : TypedResults.NotFound($"there is no order `{PlainText.Clean(order, 100)}`");

    private static Accepted<UndoAnswer> Ordered(UndoOrder order, UndoDesk desk, Ledger ledger) =>
        TypedResults.Accepted($"/api/v1/undo/{order.Id}", UndoAnswer.Of(desk.State(order.Id)!, ledger));

    // whoever has the token may call himself what he likes: it is told, and trusted for nothing
    internal static string By(string? by) => PlainText.Clean(by ?? "", 100).Trim() is { Length: > 0 } name ? name : "somebody with the token";
}
