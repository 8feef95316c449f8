using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Guard;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Settings;

namespace K8GuardScript.Core.Notify;

/// <summary>Stores the warnings that are due, and has a sender for each channel for which something waits. Called by one loop.</summary>
internal sealed class Notifier(
    Ledger ledger, Outbox outbox, ChannelSender sender, SendingReport report, Silence silence, IFaultPoints faultPoints, TimeProvider clock,
    Random random)
{
    private const string ProbeKey = "outbox/probe";
    private readonly BackOff<string> unstored = new(ChannelLine.Shortest, ChannelLine.Longest, clock);
    private readonly Dictionary<string, ChannelLine> lines = new(StringComparer.Ordinal);
    private volatile IReadOnlyDictionary<string, IChannel> channels = new Dictionary<string, IChannel>();
    private string? told;

    /// <summary>Stores what is due and does not wait already, and starts sending; returns at once.</summary>
    /// <param name="due">outlooks whose step is a warning</param>
    /// <param name="settings">decides whose acceptance counts</param>
    /// <param name="available">the channels by name</param>
    /// <param name="cancel">stops what is being sent</param>
    public void Start(
        IReadOnlyList<Outlook> due, GuardSettings settings, IReadOnlyDictionary<string, IChannel> available, CancellationToken cancel)
    {
        channels = available;
        var because = silence.Because;
        if (because != told) report.Held(told = because);
        if (silence.BesidesLedger is not null || (ledger.Trouble is not null && !unstored.Allows(ProbeKey))) return;
        if (!Store(due, settings)) return;
        foreach (var channel in outbox.Channels) Send(channel, cancel);
    }

    /// <summary>Completes when nothing is on its way any more.</summary>
    public Task DrainAsync() => Task.WhenAll(lines.Values.Select(line => line.Sending));

    private bool Store(IReadOnlyList<Outlook> due, GuardSettings settings)
    {
        try
        {
            foreach (var channel in outbox.Channels.Where(name => !settings.Channels.ContainsKey(name) || !channels.ContainsKey(name))) Drop(channel);

            // INVARIANT: nothing is told twice. What came back since the look was recorded before its parcel went, so it shows here.
            var stored = ledger.Commit(() => new Packing(outbox, settings, clock.GetUtcNow())
                .Pack(due.Where(outlook => ledger.Find(outlook.Episode.Key) == outlook.Episode)));

            // whether the ledger can be written again shows only in writing
            if (ledger.Trouble is not null) ledger.Commit(() => new LedgerChange { Facts = [new StoredFact(ProbeKey, "true")] });
            unstored.Succeeded(ProbeKey);
            if (stored.Outbox.Count > 0) faultPoints.Reach(FaultPoint.MessagesStored);
            return true;
        }
        catch (Exception failure)
        {
            unstored.Failed(ProbeKey);
            report.NotStored(failure);
            return false;
        }
    }

    private void Drop(string channel)
    {
        var dropped = ledger.Commit(() => new LedgerChange
        {
            Sent = [.. outbox.For(channel).Where(parcel => !outbox.IsClaimed(parcel.Id)).Select(parcel => parcel.Id)],
        });
        if (dropped.Sent.Count > 0) report.Lost(channel, dropped.Sent.Count);
    }

    private void Send(string channel, CancellationToken cancel)
    {
        if (!lines.TryGetValue(channel, out var line))
        {
            lines[channel] = line = new ChannelLine(clock, random);
            if (outbox.For(channel) is [var first, ..]) line.Resume(first.Entry);
        }

        if (line.Sending.IsCompleted)
            line.Sending = Task.Run(() => sender.RunAsync(channel, line, name => channels.GetValueOrDefault(name), cancel), CancellationToken.None);
    }
}
