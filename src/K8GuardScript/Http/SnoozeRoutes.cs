using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Exemptions;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Settings;
using K8GuardScript.Sdk.Registration;
using Microsoft.AspNetCore.Http.HttpResults;

namespace K8GuardScript.Http;

/// <summary>Short exemptions of one object, asked for while the guard runs; each order needs the token for writing.</summary>
internal static class SnoozeRoutes
{
    public static void MapSnoozes(this RouteGroupBuilder api)
    {
        api.MapPost("/snoozes", Grant);
        api.MapDelete("/snoozes/{id}", Lift);
    }

    private static Results<Created<SnoozeAnswer>, BadRequest<string>> Grant(
        SnoozeBody body, SnoozeDesk desk, MeantObjects targets, Rulebook rulebook, TimeProvider clock)
    {
        if (Length(body, clock.GetUtcNow()) is not { } length)
            return TypedResults.BadRequest("say until when: either `for`, such as `3d`, or `until`, an instant such as `2026-11-24T09:00:00Z`");

        var policies = body.Policies ?? [];
        var ids = rulebook.Current.Policies.All.Select(policy => policy.Id).ToList();
        foreach (var pattern in policies.Where(pattern => !ids.Exists(id => Exemption.Names(pattern ?? "", id))))
            return TypedResults.BadRequest($"no policy `{PlainText.Clean(pattern ?? "", 100)}` is in force{Near(pattern ?? "", ids)}");

        var found = targets.Find(body.Kind ?? "", body.Namespace ?? "", body.Name ?? "");
        if (found is not [var target]) return TypedResults.BadRequest(Unclear(body, found));

        var outcome = desk.Snooze(new SnoozeOrder(policies, target, body.Reason ?? "", OrderRoutes.By(body.By), length));
        return outcome.Snooze is { } snooze
            ? TypedResults.Created($"/api/v1/snoozes/{snooze.Id}", new SnoozeAnswer(snooze.Id, snooze.Until, ExemptionYaml.Of(snooze)))
            : TypedResults.BadRequest(outcome.Problem);
    }

    private static Results<NoContent, NotFound<string>> Lift(string id, string? by, SnoozeDesk desk) => desk.Lift(id, OrderRoutes.By(by))
        ? TypedResults.NoContent()
        : TypedResults.NotFound($"there is no snooze `{PlainText.Clean(id, 100)}`");

    private static TimeSpan? Length(SnoozeBody body, DateTimeOffset now) => body switch
    {
        { For: { } typed, Until: null } when Duration.TryParse(typed, out var length) => length,
        { For: null, Until: { } end } => end - now,
        _ => null,
    };

    private static string Near(string typed, IReadOnlyList<string> ids) =>
        NearestName.Of(typed, ids) is { } near ? $": did you mean `{near}`?" : "";

    private static string Unclear(SnoozeBody body, IReadOnlyList<ObjectKey> found)
    {
        if (found.Count > 1)
            return $"several kinds are called that: write one of {string.Join(", ", found.Select(key => $"`{key.Kind}.{key.Group}`"))}";
        var kind = PlainText.Clean(body.Kind ?? "", 100);
        var name = PlainText.Clean($"{body.Namespace}/{body.Name}".TrimStart('/'), 400);
        return $"the guard sees no {(kind.Length == 0 ? "object without a kind" : kind)} `{name}`: "
            + "give `kind`, `name` and, where it has one, `namespace` of an object that policies judge";
    }
}
