using System.Globalization;
using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Record;

namespace K8GuardScript.Core.Guard.Rails;

/// <summary>So many actions in an hour and no more, of what warnings led to. What belongs to one action, such as a CronJob's Jobs, counts as one.</summary>
/// <remarks>
/// An intent counts from the moment in which it is stored: asked within <see cref="Ledger.Commit"/>, just before that, no two can take
/// the same place.
/// </remarks>
internal sealed class BudgetRail(Ledger ledger) : IGuardRail
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <inheritdoc />
    public string Name => "budget";

    /// <inheritdoc />
    public bool Binds(ActionCause cause) => cause == ActionCause.Ladder;

    /// <inheritdoc />
    public RailAnswer Ask(RailQuestion question)
    {
        var (settings, home) = (question.Settings.Actions, question.Target.Namespace);
        var inNamespace = home.Length > 0 ? settings.PerNamespacePerHour : null;
        if (settings.PerHour == 0) return RailAnswer.Never(Name, "`actions.budget.perHour` is 0, so nothing is ever done");
        if (inNamespace == 0) return RailAnswer.Never(Name, "`actions.budget.perNamespacePerHour` is 0, so nothing is ever done in a namespace");

        var recent = ledger.ActionsAfter(question.Now - Hour).Where(IsCounted).ToList();
        var here = recent.Where(action => action.Target.Namespace == home).ToList();
        var all = Full(recent, settings.PerHour);
        var local = Full(here, inNamespace);
        if (all is not null && !(all < local))
            return RailAnswer.NotNow(Name, Words($"{recent.Count} of {settings.PerHour} actions were taken within the hour"), all);
        return local is not null
            ? RailAnswer.NotNow(Name, Words($"{here.Count} of {inNamespace} actions in `{home}` were taken within the hour"), local)
            : RailAnswer.Yes(Name, settings.PerHour is { } most
                ? Words($"{recent.Count} of {most} actions were taken within the hour")
                : Words($"{recent.Count} actions were taken within the hour, without a limit"));
    }

    // when there is room again: once the oldest of the newest so many is an hour old
    private static DateTimeOffset? Full(List<ActionRecord> newestFirst, int? limit) =>
        limit is { } most && newestFirst.Count >= most ? newestFirst[most - 1].IntendedAt + Hour : null;

    private static bool IsCounted(ActionRecord action) => action is { Cause: ActionCause.Ladder, State: not ActionState.Refused, PartOf: null };

    private static string Words(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
