using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Watch;

namespace K8GuardScript.Kubernetes.Watching;

/// <summary>
/// The first part of a streamed list: all that a watch tells before the bookmark that ends it is one list, taken as a whole or
/// not at all.
/// </summary>
internal sealed class InitialPart(KindName kind, IWatchSink sink, ItemFeed feed, ListTrust trust) : IDisposable
{
    /// <summary>Whether the mark of the end has not come yet.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Whether the list was taken.</summary>
    public bool IsTaken { get; private set; }

    /// <summary>The watch was accepted: the list begins.</summary>
    public void Begin()
    {
        feed.BeginList();
        IsOpen = true;
    }

    /// <summary>Takes one event, but no error.</summary>
    /// <returns>why the list is not believed, for people; null to go on</returns>
    public string? Take(WatchEvent @event)
    {
        switch (@event.Type)
        {
            case WatchEventType.Changed:
                feed.Listed(@event.Object.Span);
                return null;

            case WatchEventType.Deleted:
                feed.Unlisted(@event.Object.Span);
                return null;

            case WatchEventType.InitialEnd:
                return End(@event.Version);

            default:
                return null;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (IsOpen) sink.AbandonList(kind);
        IsOpen = false;
    }

    private string? End(string version)
    {
        if (trust.Doubt(version, hasNullItems: false) is { } doubt) return doubt;
        sink.EndList(kind);
        (IsOpen, IsTaken) = (false, true);
        trust.Accept(version);
        return null;
    }
}
