using K8GuardScript.Core.Notify;

namespace K8GuardScript.Core.Tests.Doubles;

/// <summary>Never answers, until it is cancelled.</summary>
internal sealed class HangingChannel(string name) : IChannel
{
    private readonly TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Name => name;

    public int Tries { get; private set; }

    /// <summary>Completes with the first message.</summary>
    public Task Asked => asked.Task;

    public Task SendAsync(Message message, CancellationToken cancel)
    {
        Tries++;
        asked.TrySetResult();
        return Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancel);
    }
}
