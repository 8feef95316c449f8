using K8GuardScript.Core.Record;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Notify;

/// <summary>Writes down that a message was accepted. Pure: says what changes in the ledger.</summary>
internal static class WarningLedger
{
    /// <param name="message">what was sent</param>
    /// <param name="acceptedBy">the channel that accepted it</param>
    /// <param name="weigh">what its word is worth for each warning</param>
    /// <param name="find">the episode as it is in the ledger now, or null</param>
    /// <param name="now">when it was accepted</param>
    public static LedgerChange Accepted(
        Message message, string acceptedBy, Func<Warning, Weight> weigh, Func<EpisodeKey, Episode?> find, DateTimeOffset now)
    {
        var episodes = new List<Episode>();
        var given = new List<GivenWarning>();
        foreach (var warning in message.Warnings)
        {
            var known = find(warning.Episode.Key);
            var weight = weigh(warning);

            // a message that was on its way while the violation came anew spoke of the one before
            var counted = weight == Weight.Counts && known is not null && IsSame(known.OpenedAt, warning.Episode.OpenedAt);
            given.Add(new GivenWarning(warning.Episode.Key, now, acceptedBy, counted, warning.Ordinal, warning.Announces));
            if (known is null || weight == Weight.Nothing) continue;

            var told = known with { Told = known.Told + 1, ToldAt = now };
            episodes.Add(counted ? Counted(told, warning, acceptedBy, message.Recipient.Name, now) : told);
        }

        return new LedgerChange { Episodes = episodes, Warnings = given };
    }

    // INVARIANT: the count never passes the ordinal that was told, so a last warning that is sent again counts once.
    private static Episode Counted(Episode episode, Warning warning, string channel, string recipient, DateTimeOffset now)
    {
        var announced = BecameVoid(warning.Episode, episode) ? ActionVerb.None : warning.Announces;
        return episode with
        {
            AcceptedWarnings = Math.Max(episode.AcceptedWarnings, warning.Ordinal),
            LastWarning = new AcceptedWarning(
                now, warning.Episode.Uid, warning.Episode.Revision, announced, channel, recipient,
                announced == ActionVerb.None ? null : NotBefore(warning, now)),
        };
    }

    // INVARIANT: never before what was said, and never sooner after the acceptance than the pace wants, however long the message took.
    private static DateTimeOffset? NotBefore(Warning warning, DateTimeOffset now)
    {
        if (warning.ActionAfter is not { } said) return null;
        return now + warning.Notice > said ? now + warning.Notice : said;
    }

    // what made an announcement void while this one was on its way makes this one void as well
    private static bool BecameVoid(Episode sent, Episode now) =>
        now.State != EpisodeState.Open
        || now.Reverts != sent.Reverts
        || now.HeldUntil != sent.HeldUntil
        || now.ActionId != sent.ActionId
        || (sent.LastWarning is { AnnouncedAction: not ActionVerb.None } && now.LastWarning is not { AnnouncedAction: not ActionVerb.None });

    private static bool IsSame(DateTimeOffset one, DateTimeOffset other) => one.ToUnixTimeMilliseconds() == other.ToUnixTimeMilliseconds();
}
