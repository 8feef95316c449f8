using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Settings;
using K8GuardScript.Core.Show;

namespace K8GuardScript.Core.Notify;

/// <summary>Sends the warnings that are due, each recipient on its own, and records what was accepted.</summary>
internal sealed class Notifier(Ledger ledger, HappeningLog happenings, INotifyMeter meter, TimeProvider clock)
{
    private readonly BackOff<string> backOff = new(TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(5), clock);
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

        foreach (var message in WarningComposer.Compose(free, settings.Cluster, clock.GetUtcNow()))
        {
            var open = message.Recipient.Channels.Where(name => channels.ContainsKey(name) && backOff.Allows(name)).ToList();
            if (open.Count == 0) continue;

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
            Record(message, first, message.Recipient.Counts && OwnerDirectory.CanCount(settings, first));
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
        catch (ChannelException refused)
        {
            backOff.Failed(channel.Name);
            meter.Sent(channel.Name, accepted: false);
            happenings.Tell(
                HappeningKind.NotWarned,
                $"channel `{channel.Name}` did not accept {Count(message)}: {refused.Message}; it does not count and is tried again");
            return false;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // stopping: nothing was accepted as far as anybody knows, so nothing counts
            return false;
        }
    }

    private void Record(Message message, string by, bool counts)
    {
        var now = clock.GetUtcNow();
        ledger.Commit(() => WarningLedger.Accepted(message, by, counts, ledger.Find, now));
        foreach (var warning in message.Warnings)
        {
            var told = WarningText.OneLine(warning, now, TimeZoneInfo.Utc);
            happenings.Tell(HappeningKind.Warned, $"{message.Recipient.Name} <- {told}", warning.Episode.Key.Policy, warning.Episode.Key.Object);
        }
    }

    private static string Count(Message message) => message.Warnings.Count == 1 ? "a warning" : $"{message.Warnings.Count} warnings";
}
