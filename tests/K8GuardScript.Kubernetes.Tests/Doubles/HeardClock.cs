using K8GuardScript.Core.Guard.Clocks;


namespace K8GuardScript.Kubernetes.Tests.Doubles;

/// <summary>Keeps what it heard of the server's time.</summary>
internal sealed class HeardClock : IServerClock
{
    public List<DateTimeOffset> Dates { get; } = [];

    public void Seen(DateTimeOffset date, TimeSpan roundTrip) => Dates.Add(date);
}
