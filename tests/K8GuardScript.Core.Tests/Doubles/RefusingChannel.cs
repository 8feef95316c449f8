using K8GuardScript.Core.Notify;

namespace K8GuardScript.Core.Tests.Doubles;

/// <summary>Says no, in the way that it is given.</summary>
internal sealed class RefusingChannel(string name, Exception? refusal = null) : IChannel
{
    public string Name => name;

    public int Tries { get; private set; }

    public Task SendAsync(Message message, CancellationToken cancel)
    {
        Tries++;
        return Task.FromException(refusal ?? new ChannelException("it answered 503"));
    }
}
