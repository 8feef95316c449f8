using System.Threading.Channels;
using K8GuardScript.Core.Cluster;

namespace K8GuardScript.Core.Show;

/// <summary>The latest happenings, and a stream of new ones for whoever listens. Safe from any thread.</summary>
internal sealed class HappeningLog(TimeProvider clock)
{
    /// <summary>How many are kept, and how many a slow listener may be behind before it loses the oldest.</summary>
    public const int Kept = 1_000;

    private readonly Lock gate = new();
    private readonly Queue<Happening> recent = new();
    private readonly List<Channel<Happening>> listeners = [];
    private long lastId;

    public void Tell(HappeningKind kind, string text, string? policy = null, ObjectKey? target = null)
    {
        lock (gate)
        {
            var happening = new Happening(++lastId, clock.GetUtcNow(), kind, text, policy, target);
            recent.Enqueue(happening);
            if (recent.Count > Kept) recent.Dequeue();
            foreach (var listener in listeners) listener.Writer.TryWrite(happening);
        }
    }

    /// <summary>What is kept after an id, and then everything new, until cancelled.</summary>
    /// <param name="afterId">0 for everything that is kept</param>
    /// <param name="cancel">ends the stream</param>
    public async IAsyncEnumerable<Happening> ListenAsync(
        long afterId, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        var channel = Channel.CreateBounded<Happening>(new BoundedChannelOptions(Kept) { FullMode = BoundedChannelFullMode.DropOldest });
        List<Happening> missed;
        lock (gate)
        {
            // an id from before a restart is none of ours: whoever brings it has seen nothing of this run
            if (afterId > lastId) afterId = 0;
            missed = recent.Where(happening => happening.Id > afterId).ToList();
            listeners.Add(channel);
        }

        try
        {
            foreach (var happening in missed) yield return happening;
            await foreach (var happening in channel.Reader.ReadAllAsync(cancel).ConfigureAwait(false)) yield return happening;
        }
        finally
        {
            lock (gate) listeners.Remove(channel);
        }
    }
}
