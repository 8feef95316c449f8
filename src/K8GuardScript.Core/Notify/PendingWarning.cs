using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Record;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Notify;

/// <summary>A warning that waits in the outbox: what was decided. Its words and times are those of the moment at which it is sent.</summary>
/// <param name="Episode">about what</param>
/// <param name="OpenedAt">the opening that it is about, in milliseconds since 1970</param>
/// <param name="Ordinal">1 for the first</param>
/// <param name="Of">how many there are</param>
/// <param name="IsLast">no further warning follows</param>
/// <param name="Arms">the action that it speaks of, or none</param>
/// <param name="ToldAt">when another channel accepted the same, in milliseconds since 1970; null while it is still owed</param>
/// <param name="ActionAfter">the instant that was announced there</param>
internal sealed record PendingWarning(
    EpisodeKey Episode, long OpenedAt, int Ordinal, int Of, bool IsLast, ActionVerb Arms, long? ToldAt = null, DateTimeOffset? ActionAfter = null)
{
    /// <summary>Whether nobody was told yet whose word is waited for.</summary>
    public bool IsOwed => ToldAt is null;

    /// <param name="outlook">its step is a warning</param>
    public static PendingWarning From(Outlook outlook)
    {
        var step = (LadderStep.Warn)outlook.Step;
        return new PendingWarning(
            outlook.Episode.Key, outlook.Episode.OpenedAt.ToUnixTimeMilliseconds(), step.Ordinal, step.Of, step.IsLast,
            step.ArmsAction ? outlook.Policy.Ladder.Action : ActionVerb.None);
    }

    /// <summary>Whether just this is due now.</summary>
    public bool IsDue(Outlook outlook) => outlook.Step is LadderStep.Warn && From(outlook) == this with { ToldAt = null, ActionAfter = null };

    /// <summary>Whether an episode is still in the life that this is about.</summary>
    public bool IsAbout(Episode episode) => episode.Key == Episode && episode.OpenedAt.ToUnixTimeMilliseconds() == OpenedAt;
}
