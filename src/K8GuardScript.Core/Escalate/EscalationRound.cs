using K8GuardScript.Core.Record;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Escalate;

/// <summary>Goes through every open episode once and collects what is due.</summary>
internal sealed class EscalationRound(Ledger ledger, Outlooks outlooks)
{
    /// <param name="now">wall clock</param>
    public RoundResult At(DateTimeOffset now)
    {
        var warnings = new List<Outlook>();
        var actions = new List<Outlook>();
        var disarmed = new List<EpisodeKey>();
        foreach (var episode in ledger.Episodes().Where(episode => episode.State == EpisodeState.Open))
        {
            var current = outlooks.Of(episode, now);
            if (current is not null && Disarms(current)) disarmed.Add(episode.Key);
            switch (current)
            {
                case { Step: LadderStep.Warn } outlook:
                    warnings.Add(outlook);
                    break;
                case { Step: LadderStep.Due } outlook:
                    actions.Add(outlook);
                    break;
            }
        }

        return new RoundResult(warnings, actions, disarmed);
    }

    /// <summary>An episode whose last warning announces nothing any more, so that no action may rest on it.</summary>
    public static Episode Disarm(Episode episode) =>
        episode with { LastWarning = episode.LastWarning is { } last ? last with { AnnouncedAction = ActionVerb.None } : null };

    // INVARIANT: what was announced is void once an action did not come into question, also after it does again: the owner may
    // have taken the protection, the lower mode or the stopped object for the end of it.
    private static bool Disarms(Outlook outlook) =>
        outlook.Episode.LastWarning is { AnnouncedAction: not ActionVerb.None }
        && (outlook.Situation is { Mode: not Mode.Act } or { Dormant: not null } or { OwnerCounts: false } or { WarnOnlyBecause: not null });
}

/// <param name="Warnings">episodes whose next warning is due</param>
/// <param name="Actions">episodes whose action is due</param>
/// <param name="Disarmed">episodes whose last warning announced an action that does not come into question now</param>
internal sealed record RoundResult(IReadOnlyList<Outlook> Warnings, IReadOnlyList<Outlook> Actions, IReadOnlyList<EpisodeKey> Disarmed);
