using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Schedules;
using K8GuardScript.Scripts;

namespace K8GuardScript.Http;

/// <summary>Collects every script and how it fares, from those who know a part of it.</summary>
internal sealed class PolicyOverview(
    PolicyShelf shelf, Rulebook rulebook, Ledger ledger, PolicyLives lives, ScheduleBook schedules, IScheduleCalendar calendar, TimeProvider clock)
{
    public PoliciesAnswer Now()
    {
        var mode = rulebook.Current.Settings.Mode;
        var now = clock.GetUtcNow();
        return new PoliciesAnswer(
            [.. shelf.All().Select(entry => Of(entry, mode, now))], (mode ?? Mode.DryRun).Word(), shelf.SettingsProblems, ledger.SafeBecause, ledger.Trouble);
    }

    private PolicyAnswer Of(ShelfEntry entry, Mode? mode, DateTimeOffset now)
    {
        var answer = PolicyAnswer.Of(entry, mode);
        return entry.Policy is not { } policy ? answer : answer with
        {
            Schedules = ScheduleAnswer.AllOf(policy, schedules, calendar, now),
            KnownSince = lives.KnownSince(policy.Id),
            Baseline = lives.KnownSince(policy.Id) is null ? null : lives.OpenBaselines().Any(open => open.Policy == policy.Id) ? "open" : "closed",
        };
    }
}
