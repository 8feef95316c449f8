using K8GuardScript.Core.Guard;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Record;

namespace K8GuardScript.Core.Notify;

/// <summary>Sends what waits for one channel, in order, one at a time: the next leaves once the ledger has the acceptance of the one before.</summary>
internal sealed class ChannelSender(
    Ledger ledger, Outbox outbox, SecondLook look, AcceptanceBook book, SendingReport report, Silence silence, Rulebook rulebook,
    IFaultPoints faultPoints, TimeProvider clock)
{
    /// <summary>Nothing is given up before it was tried for so long.</summary>
    public static readonly TimeSpan GivenUpAfter = TimeSpan.FromHours(24);

    /// <summary>Sends until nothing waits, or nothing may be sent for now.</summary>
    /// <param name="name">the channel's name</param>
    /// <param name="line">its state, which nobody else changes meanwhile</param>
    /// <param name="find">the channel as the settings have it at the moment, or null</param>
    /// <param name="cancel">stops what is being sent</param>
    public async Task RunAsync(string name, ChannelLine line, Func<string, IChannel?> find, CancellationToken cancel)
    {
        try
        {
            while (!cancel.IsCancellationRequested && await StepAsync(name, line, find, cancel).ConfigureAwait(false))
            {
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // nothing was sent: it waits for the next start
        }
        catch (Exception unexpected)
        {
            line.Failed(null);
            report.Broke(name, unexpected);
        }
    }

    private async Task<bool> StepAsync(string name, ChannelLine line, Func<string, IChannel?> find, CancellationToken cancel)
    {
        if (line.Unrecorded is not null)
        {
            if (!line.IsOpen(isPaced: false)) return false;
            Settle(line);
            return true;
        }

        var isPaced = OwnerDirectory.CanCount(rulebook.Current.Settings, name);
        if (silence.Because is not null || !line.IsOpen(isPaced) || find(name) is not { } channel) return false;
        if (NextParcel.Take(ledger, outbox, name) is not { } parcel) return false;
        try
        {
            return await SendAsync(channel, parcel, line, cancel).ConfigureAwait(false);
        }
        finally
        {
            if (line.Unrecorded is null) outbox.Release(parcel.Id);
        }
    }

    private async Task<bool> SendAsync(IChannel channel, Parcel parcel, ChannelLine line, CancellationToken cancel)
    {
        await look.PrepareAsync(parcel, clock.GetUtcNow(), cancel).ConfigureAwait(false);
        if (Word(parcel.Id) is not { } message) return true;
        line.Spend();
        if (await report.TryAsync(channel, message, cancel).ConfigureAwait(false) is { } failure)
        {
            if (!failure.IsStopped) Postpone(parcel, line.Failed(failure.RetryAfter));
            return false;
        }

        faultPoints.Reach(FaultPoint.MessageAccepted);
        line.Succeeded();
        line.Unrecorded = new Delivery(parcel, message, clock.GetUtcNow());
        Settle(line);
        return true;
    }

    // INVARIANT: what was accepted and can't be recorded is not sent again while this process lives, and nothing overtakes it.
    private void Settle(ChannelLine line)
    {
        var delivery = line.Unrecorded!;
        book.Record(delivery, rulebook.Current.Settings);
        line.Unrecorded = null;
        line.Succeeded();
        outbox.Release(delivery.Parcel.Id);
    }

    // what is not due any more is taken out for good, so that it can be due again; null if nothing is left
    private Message? Word(string id)
    {
        while (outbox.Find(id) is { } parcel)
        {
            var (left, message) = look.At(parcel, rulebook.Current.Settings.Cluster, clock.GetUtcNow());
            var isCurrent = false;
            ledger.Commit(() =>
            {
                // INVARIANT: a look that another channel's acceptance came into is none, as it saw one half of it.
                isCurrent = ReferenceEquals(outbox.Find(id), parcel);
                if (!isCurrent || ReferenceEquals(left, parcel.Content)) return new LedgerChange();
                return left.Count == 0 ? new LedgerChange { Sent = [id] } : new LedgerChange { Outbox = [parcel.With(left).Entry] };
            });
            if (isCurrent) return left.Count == 0 ? null : message;
        }

        return null;
    }

    private void Postpone(Parcel parcel, DateTimeOffset until)
    {
        var isOld = clock.GetUtcNow() >= parcel.Entry.CreatedAt + GivenUpAfter;
        ledger.Commit(() =>
        {
            if (outbox.Find(parcel.Id) is not { } now) return new LedgerChange();
            return isOld
                ? new LedgerChange { Sent = [now.Id] }
                : new LedgerChange { Outbox = [now.Entry with { NotBefore = until, Attempts = now.Entry.Attempts + 1 }] };
        });
        if (isOld) report.GaveUp(parcel);
    }
}
