using K8GuardScript.Core.Exemptions;
using K8GuardScript.Core.Settings;

namespace K8GuardScript.Http;

/// <summary>One exemption, as the API tells it.</summary>
internal sealed record ListedExemption
{
    /// <summary>Of a snooze, the id that lifts it; else a hash of what it says.</summary>
    public required string Id { get; init; }

    /// <summary>Patterns of ids.</summary>
    public required IReadOnlyList<string> Policies { get; init; }

    /// <summary>Which objects it is for.</summary>
    public required ConditionsAnswer? Scope { get; init; }

    public required string Reason { get; init; }

    public required string Ticket { get; init; }

    /// <summary>The first instant at which it does not hold any more.</summary>
    public required DateTimeOffset Expires { get; init; }

    /// <summary>Where it stands, as <c>file(line,column)</c>, or who snoozed it.</summary>
    public required string Place { get; init; }

    /// <summary><c>active</c>, <c>ending</c> (within a week) or <c>ended</c>.</summary>
    public required string State { get; init; }

    /// <summary>How many violations that are there now it is for; 0 for one that does nothing.</summary>
    public required int Violations { get; init; }

    /// <summary>Whether it was asked for while the guard ran.</summary>
    public required bool Snooze { get; init; }

    public static IReadOnlyList<ListedExemption> All(Coverage coverage, ExemptionBook book, SnoozeDesk snoozes, DateTimeOffset now)
    {
        var ids = new Dictionary<Exemption, string>(ReferenceEqualityComparer.Instance);
        foreach (var snooze in snoozes.All) ids[snooze.AsExemption] = snooze.Id;
        var ends = book.EndsBefore(now);
        return [.. coverage.Counts().Select(one => Of(one.Exemption, ids.GetValueOrDefault(one.Exemption), one.Violations, ends))];
    }

    private static ListedExemption Of(Exemption exemption, string? snooze, int violations, DateTimeOffset now) => new()
    {
        Id = snooze ?? exemption.Id,
        Policies = exemption.Policies,
        Scope = ConditionsAnswer.Of(exemption.Scope),
        Reason = exemption.Reason,
        Ticket = exemption.Ticket,
        Expires = exemption.Expires,
        Place = exemption.Place,
        State = ExemptionStates.Of(exemption.Expires, now).Word(),
        Violations = violations,
        Snooze = snooze is not null,
    };
}
