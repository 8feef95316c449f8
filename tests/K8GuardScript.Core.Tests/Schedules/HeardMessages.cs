using K8GuardScript.Core.Record;
using K8GuardScript.Core.Schedules;

namespace K8GuardScript.Core.Tests.Schedules;

/// <summary>Remembers what people are to hear.</summary>
internal sealed class HeardMessages : IRunMessages
{
    public List<string> Heard { get; } = [];

    public IReadOnlyList<OutboxEntry> Wished(string run, JobMessage message)
    {
        Heard.Add($"{message.Channel}: {message.Text}");
        return [];
    }

    public void Tell(string policy, string text) => Heard.Add($"{policy}! {text}");
}
