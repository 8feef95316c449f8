using K8GuardScript.Core.Record;
using K8GuardScript.Core.Show;

namespace K8GuardScript.Core.Schedules;

/// <summary>Where nothing sends messages: what a job wishes to say is shown among what happens.</summary>
internal sealed class HappeningMessages(HappeningLog happenings) : IRunMessages
{
    /// <inheritdoc />
    public IReadOnlyList<OutboxEntry> Wished(string run, JobMessage message)
    {
        happenings.Tell(HappeningKind.Scheduled, $"`{run}` says to `{message.Channel}`: {message.Text}");
        return [];
    }

    /// <inheritdoc />
    public void Tell(string policy, string text)
    {
        // it stands among what happens already
    }
}
