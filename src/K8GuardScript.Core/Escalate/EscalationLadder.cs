using System.Globalization;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Settings;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Escalate;

/// <summary>Decides what an episode is owed now. Pure: the same inputs give the same step, and every state has one.</summary>
internal sealed class EscalationLadder(LadderOptions options)
{
    /// <summary>After this many reverts the guard tells, and leaves the rest to people.</summary>
    public const int MostReverts = 2;

    /// <param name="episode">the episode, with the warnings that were accepted so far</param>
    /// <param name="situation">what holds for its object and policy now</param>
    /// <param name="now">wall clock time, only compared with instants that the ledger recorded</param>
    public LadderStep StepDue(Episode episode, LadderSituation situation, DateTimeOffset now)
    {
        if (WhyHeld(episode, situation) is { } held) return new LadderStep.Hold(held);
        if (episode.HeldUntil is { } until && now < until) return new LadderStep.Wait(until, "the end of the hold: somebody undid an action");

        var firstWarning = FirstWarning(episode, situation);
        if (now < firstWarning) return new LadderStep.Wait(firstWarning, "first warning");

        if (!situation.OwnerCounts && episode.Told >= options.Warnings)
            return new LadderStep.Hold("told as often as warnings are set, but nobody whose word counts: it has no owner with a channel");

        // INVARIANT: only accepted warnings count, so an outage of a channel can never lead to an unannounced action.
        // Where nobody counts, messages are numbered by how often they were told.
        var given = situation.OwnerCounts ? episode.AcceptedWarnings : episode.Told;
        var noAction = WhyNoAction(episode, situation);
        if (given >= options.Warnings && noAction is null && IsValid(episode.LastWarning, episode, situation))
            return ActOnce(episode.LastWarning!, now);

        if (episode.ToldAt is { } told && now < told + options.Every)
            return new LadderStep.Wait(told + options.Every, NextName(given, noAction));
        if (given < options.Warnings) return Warning(given + 1, episode, situation);
        if (noAction is null || IsLastRevertUntold(episode)) return Warning(options.Warnings, episode, situation);
        return new LadderStep.Hold($"every warning was given: {noAction}");
    }

    /// <summary>Whether an action may rest on this last warning, once its time has come.</summary>
    /// <remarks>
    /// INVARIANT: it announced this action, for this very object, under this revision, to the present owner, and nothing began anew since.
    /// </remarks>
    public bool IsValid(AcceptedWarning? last, Episode episode, LadderSituation situation) =>
        last is not null
        && last.AnnouncedAction != ActionVerb.None
        && last.AnnouncedAction == options.Action
        && last.Uid == situation.Uid
        && last.Revision == situation.Revision
        && last.Recipient == situation.Recipient
        && last.AcceptedAt >= episode.OpenedAt;

    private static string? WhyHeld(Episode episode, LadderSituation situation)
    {
        if (episode.State == EpisodeState.Exempt) return situation.Exemption is { } holds ? Words(holds) : "exempt so far: it opens again";
        if (episode.State != EpisodeState.Open) return EpisodeStates.Explain(episode.State);
        if (situation.Exemption is { } exemption) return Words(exemption);
        if (situation.Mode == Mode.DryRun) return "dry-run: nobody is told";
        if (situation.Dormant is { } dormant) return dormant;
        return episode.IsBaseline && situation.WarnsExistingFrom is null ? "it was there before its policy came, and is only shown" : null;
    }

    private static string Words(Exemption exemption)
    {
        var ticket = exemption.Ticket.Length > 0 ? $" ({exemption.Ticket})" : "";
        return string.Create(CultureInfo.InvariantCulture, $"exempt until {exemption.Expires.UtcDateTime:yyyy-MM-dd HH:mm} UTC: {exemption.Reason}{ticket}");
    }

    private DateTimeOffset FirstWarning(Episode episode, LadderSituation situation)
    {
        var first = episode.OpenedAt + options.Grace;
        return episode.IsBaseline && situation.WarnsExistingFrom > first ? situation.WarnsExistingFrom.Value : first;
    }

    // INVARIANT: what was announced is what is held. Before announced instants were kept it was always one distance.
    private LadderStep ActOnce(AcceptedWarning last, DateTimeOffset now)
    {
        var due = last.NotBefore ?? last.AcceptedAt + options.Every;
        return now < due ? new LadderStep.Wait(due, "action") : new LadderStep.Due();
    }

    private LadderStep.Warn Warning(int ordinal, Episode episode, LadderSituation situation)
    {
        var arms = WhyNoAction(episode, situation) is null;
        return new LadderStep.Warn(ordinal, options.Warnings, IsLast: ordinal == options.Warnings, arms)
        {
            ShortNotice = arms && options.Grace < options.Every && IsAnew(episode, situation) ? options.Grace : null,
        };
    }

    // Whoever creates an object anew after all its warnings is told once more, and not given all that time again.
    private bool IsAnew(Episode episode, LadderSituation situation) =>
        episode.AcceptedWarnings >= options.Warnings
        && episode.LastWarning is { NotBefore: not null } last
        && last.Recipient == situation.Recipient
        && last.Uid != situation.Uid;

    private string? WhyNoAction(Episode episode, LadderSituation situation)
    {
        if (options.Action == ActionVerb.None) return "the policy only warns";
        if (episode.IsBaseline) return "it was there before its policy came, and such is never acted on";
        if (!situation.OwnerCounts) return "it has no owner with a channel that counts";
        if (situation.Mode != Mode.Act) return $"mode {situation.Mode.Word()} never acts";
        if (episode.Reverts >= MostReverts) return $"the action was undone {episode.Reverts} times, so a person has to look";
        return situation.WarnOnlyBecause;
    }

    // who undid it a second time is told once that it is left to him
    private static bool IsLastRevertUntold(Episode episode) =>
        episode.Reverts >= MostReverts && (episode.ToldAt is not { } told || told < episode.OpenedAt);

    private string NextName(int given, string? noAction) =>
        given < options.Warnings ? $"warning {given + 1} of {options.Warnings}" : noAction ?? "last warning again";
}
