using K8GuardScript.Core.Guard.Breaking;
using K8GuardScript.Core.Notify;
using K8GuardScript.Core.Show;

namespace K8GuardScript.Worker;

/// <summary>Tells people of a breaker that tripped: in the log, to whoever listens, and to the platform's channel.</summary>
internal sealed partial class BreakerNews
{
    private readonly Breaker breaker;
    private readonly HappeningLog happenings;
    private readonly NoticeBoard notices;
    private readonly ILogger<BreakerNews> log;

    public BreakerNews(Breaker breaker, HappeningLog happenings, NoticeBoard notices, ILogger<BreakerNews> log)
    {
        (this.breaker, this.happenings, this.notices, this.log) = (breaker, happenings, notices, log);
        breaker.Tripped += OnTripped;
    }

    /// <summary>Looks what tripped, and tells of it.</summary>
    public void Look() => breaker.Look();

    private void OnTripped(BreakerTrip trip)
    {
        happenings.Tell(HappeningKind.Policy, $"policy `{trip.Policy}` only warns from now on: {trip.Why}", trip.Policy);
        notices.PostNow(NoticeTexts.BreakerTripped(notices.Platform(), trip.Policy, trip.Why));
        Tripped(log, trip.Policy, trip.Why);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "policy {policy} only warns from now on, until it is resumed: {reason}")]
    private static partial void Tripped(ILogger log, string policy, string reason);
}
