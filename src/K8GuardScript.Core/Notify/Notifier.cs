using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Settings;
using K8GuardScript.Core.Show;

namespace K8GuardScript.Core.Notify;

/// <summary>Sends the warnings that are due, each recipient on its own, and records what was accepted.</summary>
internal sealed class Notifier(Ledger ledger, HappeningLog happenings, INotifyMeter meter, IFaultLog faults, TimeProvider clock)
{
    private readonly BackOff<string> backOff = new(TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(5), clock);
    private readonly BackOff<string> unrecorded = new(TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(5), clock);
    private readonly Lock gate = new();
    private readonly HashSet<EpisodeKey> inFlight = [];
    private readonly HashSet<Task> running = [];

    /// <summary>Starts sending what is due and not on its way already; returns at once.</summary>
    /// <param name="due">outlooks whose step is a warning</param>
    /// <param name="settings">decides whose acceptance counts</param>
    /// <param name="channels">the channels by name</param>
    /// <param name="cancel">stops what is being sent</param>
    public void Start(
        IReadOnlyList<Outlook> due, GuardSettings settings, IReadOnlyDictionary<string, IChannel> channels, CancellationToken cancel)
    {
        List<Outlook> free;
        lock (gate) free = due.Where(outlook => !inFlight.Contains(outlook.Episode.Key)).ToList();

        // INVARIANT: nothing is told twice. What came back since the look was recorded before it left `inFlight`, so it shows here.
        free.RemoveAll(outlook => ledger.Find(outlook.Episode.Key) != outlook.Episode);

        foreach (var message in WarningComposer.Compose(free, settings.Cluster, clock.GetUtcNow()))
        {
            var open = message.Recipient.Channels.Where(name => channels.ContainsKey(name) && backOff.Allows(name)).ToList();
            if (open.Count == 0 || !unrecorded.Allows(message.Recipient.Name)) continue;

            // one that only prints must not take the turn of one that counts and is out of reach for a moment
            if (message.Recipient.Counts && !open.Any(name => OwnerDirectory.CanCount(settings, name))) continue;

            lock (gate)
            {
                foreach (var warning in message.Warnings) inFlight.Add(warning.Episode.Key);
            }

            Track(SendAsync(message, open, settings, channels, cancel));
        }
    }

    /// <summary>Completes when nothing is on its way any more.</summary>
    public async Task DrainAsync()
    {
        Task[] pending;
        lock (gate) pending = [.. running];
        await Task.WhenAll(pending).ConfigureAwait(false);
    }

    private void Track(Task sending)
    {
        lock (gate) running.Add(sending);
        _ = sending.ContinueWith(
            done =>
            {
                lock (gate) running.Remove(done);
            },
            CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private async Task SendAsync(
        Message message, List<string> open, GuardSettings settings, IReadOnlyDictionary<string, IChannel> channels, CancellationToken cancel)
    {
        try
        {
            var accepted = await Task.WhenAll(open.Select(name => TryAsync(channels[name], message, cancel))).ConfigureAwait(false);
            var by = open.Where((_, index) => accepted[index]).ToList();
            if (by.Count == 0) return;

            // the word of a channel that counts goes before that of one that only prints
            var first = by.OrderByDescending(name => OwnerDirectory.CanCount(settings, name)).First();
            var counts = OwnerDirectory.CanCount(settings, first);
            if (message.Recipient.Counts && !counts) return;
            Record(message, first, message.Recipient.Counts, settings.TimeZone);
            unrecorded.Succeeded(message.Recipient.Name);
        }
        catch (Exception unexpected)
        {
            faults.Failed(unexpected, "recording warnings");

            // INVARIANT: what was accepted but could not be recorded is told again, at a pace that a person can bear.
            unrecorded.Failed(message.Recipient.Name);
            Complain($"{Count(message)} to {message.Recipient.Name} could not be recorded");
        }
        finally
        {
            lock (gate)
            {
                foreach (var warning in message.Warnings) inFlight.Remove(warning.Episode.Key);
            }
        }
    }

    private async Task<bool> TryAsync(IChannel channel, Message message, CancellationToken cancel)
    {
        try
        {
            await channel.SendAsync(message, cancel).ConfigureAwait(false);
            backOff.Succeeded(channel.Name);
            meter.Sent(channel.Name, accepted: true);
            return true;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // stopping: nothing was accepted as far as anybody knows, so nothing counts
            return false;
        }
        catch (Exception failure)
        {
            // only a channel's own refusal is worded for people; of any other the kind is told, as its text may hold the URL
            var why = failure is ChannelException ? failure.Message : $"it broke ({failure.GetType().Name})";
            backOff.Failed(channel.Name);
            meter.Sent(channel.Name, accepted: false);
            Complain($"channel `{channel.Name}` did not accept {Count(message)}: {why}");
            return false;
        }
    }

    private void Record(Message message, string by, bool counts, TimeZoneInfo zone)
    {
        var now = clock.GetUtcNow();
        ledger.Commit(() => WarningLedger.Accepted(message, by, counts, ledger.Find, now));
        foreach (var warning in message.Warnings)
        {
            var told = WarningText.OneLine(warning, now, zone);
            happenings.Tell(HappeningKind.Warned, $"{message.Recipient.Name} <- {told}", warning.Episode.Key.Policy, warning.Episode.Key.Object);
        }
    }

    private void Complain(string what) => happenings.Tell(HappeningKind.NotWarned, $"{what}; it does not count and is tried again");

    private static string Count(Message message) => message.Warnings.Count == 1 ? "a warning" : $"{message.Warnings.Count} warnings";
}
