using System.Globalization;
using K8GuardScript.Core.Show;

namespace K8GuardScript.Core.Notify;

/// <summary>Hands messages to channels, and tells what came of it.</summary>
internal sealed class SendingReport(HappeningLog happenings, INotifyMeter meter, IFaultLog faults)
{
    /// <returns>null if it was accepted</returns>
    public async Task<SendFailure?> TryAsync(IChannel channel, Message message, CancellationToken cancel)
    {
        try
        {
            await channel.SendAsync(message, cancel).ConfigureAwait(false);
            meter.Sent(channel.Name, accepted: true);
            return null;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // stopping: nothing was accepted as far as anybody knows, so nothing counts
            return new SendFailure(IsStopped: true, null);
        }
        catch (Exception failure)
        {
            // only a channel's own refusal is worded for people; of any other the kind is told, as its text may hold the URL
            var refusal = failure as ChannelException;
            var why = refusal?.Message ?? $"it broke ({failure.GetType().Name})";
            meter.Sent(channel.Name, accepted: false);
            Complain($"channel `{channel.Name}` did not accept {Count(message.Warnings.Count, message.Notices.Count)}: {why}; "
                + "it does not count and is tried again");
            return new SendFailure(IsStopped: false, refusal?.RetryAfter);
        }
    }

    /// <summary>A message was tried for as long as any is.</summary>
    public void GaveUp(Parcel parcel)
    {
        meter.GaveUp(parcel.Channel);
        var what = Count(parcel.Content.Warnings.Count, parcel.Content.Notices.Count);
        Complain($"dead-letter: channel `{parcel.Channel}` did not accept {what} to {parcel.Content.Recipient.Name} for 24 hours, so it is dropped; "
            + "warnings are due again");
    }

    /// <summary>The settings lost a channel for which something waited.</summary>
    public void Lost(string channel, int messages) =>
        Complain($"channel `{channel}` is not in the settings any more: what waited for it is dropped ({Number(messages)}); warnings are due again");

    /// <summary>Messages could not be stored, so that they are not sent either.</summary>
    public void NotStored(Exception failure)
    {
        faults.Failed(failure, "storing messages");
        Complain("warnings could not be stored, so they are not sent; they are due again");
    }

    /// <summary>Nothing is told for a reason, or is told again.</summary>
    public void Held(string? because) => happenings.Tell(
        HappeningKind.Program, because is null ? "messages are sent again" : $"nobody is told anything for now: {because}");

    /// <summary>Something else than the channel failed.</summary>
    public void Broke(string channel, Exception unexpected)
    {
        faults.Failed(unexpected, "sending messages");
        Complain($"sending to channel `{channel}` broke off; what waits for it is tried again");
    }

    private void Complain(string what) => happenings.Tell(HappeningKind.NotWarned, what);

    private static string Count(int warnings, int notices)
    {
        var first = warnings == 1 ? "a warning" : $"{Number(warnings)} warnings";
        var second = notices == 1 ? "a notice" : $"{Number(notices)} notices";
        if (notices == 0) return first;
        return warnings == 0 ? second : $"{first} and {second}";
    }

    private static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);
}
