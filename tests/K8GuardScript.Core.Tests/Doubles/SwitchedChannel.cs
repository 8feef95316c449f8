using K8GuardScript.Core.Notify;

namespace K8GuardScript.Core.Tests.Doubles;

/// <summary>Accepts what it is sent, or refuses while it is down. Outlives the process that sends.</summary>
internal sealed class SwitchedChannel(string name) : IChannel
{
    public string Name => name;

    public Power? Sender { get; set; }

    public Exception? Down { get; set; }

    /// <summary>Runs while a message is on its way.</summary>
    public Action? Meanwhile { get; set; }

    public List<Message> Sent { get; } = [];

    public int Tries { get; private set; }

    /// <summary>Everything that was accepted, by the place of its episode.</summary>
    public IEnumerable<string> Places => Sent.SelectMany(message => message.Warnings).Select(warning => warning.Episode.Key.Place);

    public Task SendAsync(Message message, CancellationToken cancel)
    {
        Sender?.Check();
        Tries++;
        if (Down is { } refusal) return Task.FromException(refusal);
        Sent.Add(message);
        Meanwhile?.Invoke();
        return Task.CompletedTask;
    }
}
