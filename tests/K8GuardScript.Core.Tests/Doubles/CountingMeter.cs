using K8GuardScript.Core.Notify;

namespace K8GuardScript.Core.Tests.Doubles;

internal sealed class CountingMeter : INotifyMeter
{
    public List<(string Channel, bool Accepted)> Counted { get; } = [];

    public List<string> GivenUp { get; } = [];

    public void Sent(string channel, bool accepted) => Counted.Add((channel, accepted));

    public void GaveUp(string channel) => GivenUp.Add(channel);
}
