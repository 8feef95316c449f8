using K8GuardScript.Core.Record;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Escalate;

/// <summary>Decides what an episode is owed now. Pure: the same inputs give the same step.</summary>
internal sealed class EscalationLadder(LadderOptions options)
{
    /// <summary>After this many reverts the guard tells, and leaves the rest to people.</summary>
    public const int MostReverts = 2;

    /// <param name="episode">the episode, with the warnings that were accepted so far</param>
    /// <param name="situation">what holds for its object and policy now</param>
    /// <param name="now">wall clock time, only compared with instants that the ledger recorded</param>
    public LadderStep StepDue(Episode episode, LadderSituation situation, DateTimeOffset now)
    {
        if (episode.State != EpisodeState.Open) return new LadderStep.Hold(EpisodeStates.Explain(episode.State));
        if (situation.Mode == Mode.DryRun) return new LadderStep.Hold("dry-run: nobody is told");
        if (situation.Dormant is { } dormant) return new LadderStep.Hold(dormant);

        var firstWarning = episode.OpenedAt + options.Grace;
        if (now < firstWarning) return new LadderStep.Wait(firstWarning, "first warning");

        if (!situation.OwnerCounts && episode.Told >= options.Warnings)
            return new LadderStep.Hold("told as often as warnings are set, but nobody whose word counts: it has no owner with a channel");

        // INVARIANT: only accepted warnings count, so an outage of a channel can never lead to an unannounced action.
        // Where nobody counts, messages are numbered by how often they were told.
        var given = situation.OwnerCounts ? episode.AcceptedWarnings : episode.Told;
        if (episode.ToldAt is { } told && now < told + options.Every)
            return new LadderStep.Wait(told + options.Every, NextName(given, episode, situation));
        if (given < options.Warnings) return Warning(given + 1, episode, situation);

        if (WhyNoAction(episode, situation) is { } why) return new LadderStep.Hold($"every warning was given: {why}");
        return IsValid(episode.LastWarning, episode, situation) ? new LadderStep.Due() : Warning(options.Warnings, episode, situation);
    }

    /// <summary>Whether an action may rest on this last warning.</summary>
    /// <remarks>
    /// INVARIANT: it announced this action, for this very object, under this revision, to the present owner, and nothing began anew since.
    /// </remarks>
    public bool IsValid(AcceptedWarning? last, Episode episode, LadderSituation situation) =>
        last is not null
        && last.AnnouncedAction == options.Action
        && last.Uid == situation.Uid
        && last.Revision == situation.Revision
        && last.Recipient == situation.Recipient
        && last.AcceptedAt >= episode.OpenedAt;

    private LadderStep.Warn Warning(int ordinal, Episode episode, LadderSituation situation)
    {
        var isLast = ordinal == options.Warnings;
        return new LadderStep.Warn(ordinal, options.Warnings, isLast, ArmsAction: WhyNoAction(episode, situation) is null);
    }

    private string? WhyNoAction(Episode episode, LadderSituation situation)
    {
        if (options.Action == ActionVerb.None) return "the policy only warns";
        if (!situation.OwnerCounts) return "it has no owner with a channel that counts";
        if (situation.Mode != Mode.Act) return $"mode {situation.Mode.Word()} never acts";
        if (episode.Reverts >= MostReverts) return $"the action was undone {episode.Reverts} times, so a person has to look";
        return situation.WarnOnlyBecause;
    }

    private string NextName(int given, Episode episode, LadderSituation situation)
    {
        if (given < options.Warnings) return $"warning {given + 1} of {options.Warnings}";
        if (WhyNoAction(episode, situation) is { } why) return why;
        return IsValid(episode.LastWarning, episode, situation) ? "action" : "last warning again";
    }
}
