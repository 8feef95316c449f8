using K8GuardScript.Core.Record;

namespace K8GuardScript.Core.Escalate;

/// <summary>Goes through every open episode once and collects what is due.</summary>
internal sealed class EscalationRound(Ledger ledger, Outlooks outlooks)
{
    /// <param name="now">wall clock</param>
    public RoundResult At(DateTimeOffset now)
    {
        var warnings = new List<Outlook>();
        var actions = new List<Outlook>();
        DateTimeOffset? next = null;
        foreach (var episode in ledger.Episodes().Where(episode => episode.State == EpisodeState.Open))
        {
            switch (outlooks.Of(episode, now))
            {
                case { Step: LadderStep.Warn } outlook:
                    warnings.Add(outlook);
                    break;
                case { Step: LadderStep.Due } outlook:
                    actions.Add(outlook);
                    break;
                case { Step: LadderStep.Wait wait } when next is null || wait.Until < next:
                    next = wait.Until;
                    break;
            }
        }

        return new RoundResult(warnings, actions, next);
    }
}

/// <param name="Warnings">episodes whose next warning is due</param>
/// <param name="Actions">episodes whose action is due</param>
/// <param name="Next">the earliest instant at which something else becomes due, or null</param>
internal sealed record RoundResult(IReadOnlyList<Outlook> Warnings, IReadOnlyList<Outlook> Actions, DateTimeOffset? Next);
