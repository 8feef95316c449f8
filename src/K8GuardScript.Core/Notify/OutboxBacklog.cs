using K8GuardScript.Core.Policies;

namespace K8GuardScript.Core.Notify;

/// <summary>How much waits for each channel of the settings, for whoever watches.</summary>
internal sealed class OutboxBacklog(Outbox outbox, Rulebook rulebook, TimeProvider clock)
{
    /// <returns>each channel's name, its messages, and for how long the oldest has waited; zero where none waits</returns>
    public IEnumerable<(string Channel, int Messages, TimeSpan Oldest)> All()
    {
        var now = clock.GetUtcNow();
        foreach (var channel in rulebook.Current.Settings.Channels.Keys)
        {
            var (count, oldest) = outbox.Backlog(channel);
            yield return (channel, count, oldest < now ? now - oldest.Value : TimeSpan.Zero);
        }
    }
}
