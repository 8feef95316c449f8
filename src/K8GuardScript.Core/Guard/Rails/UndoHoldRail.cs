using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Notify;
using K8GuardScript.Core.Record;

namespace K8GuardScript.Core.Guard.Rails;

/// <summary>What a person took back from the guard is left alone for a while, whatever is found in it then, and whichever schedule wishes it.</summary>
/// <remarks>
/// The hold of an episode covers what was known when the undo was made; this covers what other policies find later, and schedules.
/// </remarks>
internal sealed class UndoHoldRail(Ledger ledger) : IGuardRail
{
    /// <inheritdoc />
    public string Name => "undo-hold";

    /// <inheritdoc />
    public bool MayBar => false;

    /// <inheritdoc />
    public bool Binds(ActionCause cause) => cause != ActionCause.Undo;

    /// <inheritdoc />
    public RailAnswer Ask(RailQuestion question)
    {
        var hold = question.Settings.Actions.UndoHold;
        if (hold == TimeSpan.Zero) return RailAnswer.Yes(Name, "none is set");
        var undos = ledger.ActionsOn(question.Target).Where(action => action is { Cause: ActionCause.Undo, IsByAPerson: true }).ToList();

        // it may have been done, and how long it holds is known once it is looked up
        if (undos.FirstOrDefault(undo => undo.State is ActionState.Intended or ActionState.Unknown) is { } open)
            return RailAnswer.NotNow(Name, $"an undo by {open.By} is under way");
        var latest = undos.Where(undo => undo.State == ActionState.Done).MaxBy(Since);
        if (latest is null) return RailAnswer.Yes(Name, "nobody undid anything");

        var until = Since(latest) + hold;
        var time = WarningText.Time(until, question.Now, question.Settings.TimeZone);
        return question.Now < until
            ? RailAnswer.NotNow(Name, $"{latest.By} undid an action, so nothing is done until {time}", until)
            : RailAnswer.Yes(Name, $"over since {time}");
    }

    private static DateTimeOffset Since(ActionRecord undo) => undo.FinishedAt ?? undo.IntendedAt;
}
