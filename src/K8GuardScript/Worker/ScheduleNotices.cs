using K8GuardScript.Core.Notify;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Schedules;
using K8GuardScript.Core.Show;

namespace K8GuardScript.Worker;

/// <summary>Sends what jobs wish to be told, and what people must hear about runs.</summary>
internal sealed class ScheduleNotices(NoticeBoard board, HappeningLog happenings) : IRunMessages
{
    /// <inheritdoc />
    public IReadOnlyList<OutboxEntry> Wished(string run, JobMessage message)
    {
        var recipient = board.Channel(message.Channel);
        if (recipient.Channels.Count == 0)
        {
            happenings.Tell(HappeningKind.Scheduled, $"{run}: nobody is told, as the settings have no channel `{message.Channel}`: {message.Text}");
            return [];
        }

        return board.Post(NoticeTexts.FromSchedule(recipient, run, message.Text));
    }

    /// <inheritdoc />
    public void Tell(string policy, string text)
    {
        happenings.Tell(HappeningKind.Scheduled, text, policy);
        board.PostNow(NoticeTexts.FromSchedule(board.Platform(), policy, text));
    }
}
