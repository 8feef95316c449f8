using K8GuardScript.Core.Record;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Notify;

/// <summary>Writes down that a message was accepted. Pure: says what changes in the ledger.</summary>
internal static class WarningLedger
{
    /// <param name="message">what was sent</param>
    /// <param name="acceptedBy">the channel that accepted it first</param>
    /// <param name="counts">whether that channel's word counts towards an action</param>
    /// <param name="find">the episode as it is in the ledger now, or null</param>
    /// <param name="now">when it was accepted</param>
    public static LedgerChange Accepted(Message message, string acceptedBy, bool counts, Func<EpisodeKey, Episode?> find, DateTimeOffset now)
    {
        var episodes = new List<Episode>();
        var given = new List<GivenWarning>();
        foreach (var warning in message.Warnings)
        {
            var known = find(warning.Episode.Key);

            // a message that was on its way while the violation came anew spoke of the one before
            var counted = counts && known?.OpenedAt == warning.Episode.OpenedAt;
            given.Add(new GivenWarning(warning.Episode.Key, now, acceptedBy, counted, warning.Ordinal, warning.Announces));
            if (known is null) continue;

            var told = known with { Told = known.Told + 1, ToldAt = now };
            episodes.Add(counted ? Counted(told, warning, acceptedBy, message.Recipient.Name, now) : told);
        }

        return new LedgerChange { Episodes = episodes, Warnings = given };
    }

    // INVARIANT: the count never passes the ordinal that was told, so a last warning that is sent again counts once.
    private static Episode Counted(Episode episode, Warning warning, string channel, string recipient, DateTimeOffset now) => episode with
    {
        AcceptedWarnings = Math.Max(episode.AcceptedWarnings, warning.Ordinal),
        LastWarning = new AcceptedWarning(
            now, warning.Episode.Uid, warning.Episode.Revision, warning.Announces, channel, recipient, NotBefore(warning, now)),
    };

    // INVARIANT: never before what was said, and never sooner after the acceptance than the pace wants, however long the message took.
    private static DateTimeOffset? NotBefore(Warning warning, DateTimeOffset now)
    {
        if (warning is not { Announces: not ActionVerb.None, ActionAfter: { } said }) return null;
        return now + warning.Notice > said ? now + warning.Notice : said;
    }
}
