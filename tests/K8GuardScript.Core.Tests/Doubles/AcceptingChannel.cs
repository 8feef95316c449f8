using K8GuardScript.Core.Notify;

namespace K8GuardScript.Core.Tests.Doubles;

internal sealed class AcceptingChannel(string name) : IChannel
{
    public string Name => name;

    public List<Message> Sent { get; } = [];

    public Task SendAsync(Message message, CancellationToken cancel)
    {
        Sent.Add(message);
        return Task.CompletedTask;
    }
}
