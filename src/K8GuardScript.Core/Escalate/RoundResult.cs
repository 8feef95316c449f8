using K8GuardScript.Core.Record;

namespace K8GuardScript.Core.Escalate;

/// <summary>What one round found.</summary>
/// <param name="Warnings">episodes whose next warning is due, and whose owner has a channel</param>
/// <param name="Actions">episodes whose action is due</param>
/// <param name="Disarmed">episodes whose last warning announced an action that does not come into question now</param>
internal sealed record RoundResult(List<Outlook> Warnings, List<Outlook> Actions, List<EpisodeKey> Disarmed)
{
    /// <summary>Open episodes that an exemption covers now.</summary>
    public List<EpisodeKey> Exempted { get; } = [];

    /// <summary>Exempt episodes that none covers any more: the ladder is climbed anew.</summary>
    public List<EpisodeKey> ExemptionEnded { get; } = [];

    /// <summary>The episodes that change on their own, to be written down.</summary>
    /// <param name="find">the episode as it is in the ledger now, or null</param>
    /// <param name="keys">a part of <see cref="Turned"/></param>
    /// <param name="now">the guard's time</param>
    public IReadOnlyList<Episode> Changes(Func<EpisodeKey, Episode?> find, IEnumerable<EpisodeKey> keys, DateTimeOffset now)
    {
        var (exempted, ended) = (Exempted.ToHashSet(), ExemptionEnded.ToHashSet());
        return [.. keys.Select(find).OfType<Episode>().Select(episode => Turn(episode, exempted, ended, now))];
    }

    /// <summary>Every episode that changes on its own: disarmed, exempted, or exempt no more.</summary>
    public IEnumerable<EpisodeKey> Turned => Disarmed.Concat(Exempted).Concat(ExemptionEnded).Distinct();

    // what was recorded since the look goes before it: a warning stays void all the same
    private static Episode Turn(Episode episode, HashSet<EpisodeKey> exempted, HashSet<EpisodeKey> ended, DateTimeOffset now)
    {
        var disarmed = EscalationRound.Disarm(episode);
        if (episode.State == EpisodeState.Open && exempted.Contains(episode.Key))
            return disarmed with { State = EpisodeState.Exempt, ClosedAt = now };
        return episode.State == EpisodeState.Exempt && ended.Contains(episode.Key)
            ? disarmed with { State = EpisodeState.Open, OpenedAt = now, ClosedAt = null }
            : disarmed;
    }
}
