using K8GuardScript.Core.Notify;

namespace K8GuardScript.Core.Tests.Doubles;

/// <summary>Never answers, until it is cancelled.</summary>
internal sealed class HangingChannel(string name) : IChannel
{
    public string Name => name;

    public int Tries { get; private set; }

    public Task SendAsync(Message message, CancellationToken cancel)
    {
        Tries++;
        return Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancel);
    }
}
