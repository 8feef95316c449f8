using K8GuardScript.Simulator.Answers;
using K8GuardScript.Simulator.Requests;
using K8GuardScript.Simulator.Resources;
using K8GuardScript.Simulator.Storage;
using Microsoft.AspNetCore.Http;

namespace K8GuardScript.Simulator.Reading;

/// <summary>
/// WATCH: one event a line, from the revision log. The log is the only buffer: a watcher that reads too slowly falls behind it and is cut.
/// </summary>
internal sealed class WatchAnswer(ClusterState cluster, ResourceType type, Selection selection, ListOptions options, ObjectForm form)
    : IAnswer
{
    private const int BatchSize = 256;
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(30);

    public async Task WriteAsync(HttpResponse response, CancellationToken cancellation)
    {
        // before the first byte: a version that is no number is an answer of its own
        var version = Version();
        response.ContentType = "application/json";
        using var timeout = new CancellationTokenSource(options.Timeout ?? DefaultTimeout, cluster.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        var lines = new WatchLines(response.BodyWriter, form);

        // the time runs from before the headers: whoever has them can rely on it
        var bookmarks = new BookmarkSchedule(options, cluster.Clock, either.Token);
        await response.StartAsync(cancellation);
        await response.BodyWriter.FlushAsync(cancellation);
        try
        {
            await FollowAsync(lines, bookmarks, await BeginAsync(lines, version, either.Token), either.Token);
        }
        catch (ApiError error)
        {
            await lines.ErrorAsync(error, cancellation);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            // the time is over: the body just ends
        }
    }

    private long Version() => options.ResourceVersion.Length == 0 ? 0
        : Versions.TryParse(options.ResourceVersion, out var revision) ? revision
        : throw ApiError.Unclassified(Freshness.NotANumber(options.ResourceVersion));

    /// <summary>Sends the initial state if it is wanted and says from which revision to go on.</summary>
    private async Task<long> BeginAsync(WatchLines lines, long version, CancellationToken cancellation)
    {
        if (options.SendInitialEvents == false && version == 0) return cluster.Store.Revision;
        if (options.SendInitialEvents != true && version > 0) return version;
        await Freshness.WaitAsync(cluster, version, cancellation);
        var snapshot = cluster.Store.Read(type.StoredAs);
        foreach (var stored in snapshot.Objects.Values.Where(selection.Matches)) await lines.EventAsync("ADDED", stored, cancellation);
        if (options.SendInitialEvents == true && options.AllowBookmarks)
            lines.Bookmark(snapshot.Revision, endsInitialEvents: true);
        await lines.FlushAsync(cancellation);
        return snapshot.Revision;
    }

    private async Task FollowAsync(WatchLines lines, BookmarkSchedule bookmarks, long start, CancellationToken cancellation)
    {
        for (var cursor = start; ;)
        {
            var changes = cluster.Store.ChangesAfter(cursor, type.StoredAs, BatchSize, out var reached, out var next);
            if (changes is null)
            {
                if (cursor > start) return;
                throw ApiError.Expired($"too old resource version: {Versions.Text(cursor)} ({Versions.Text(cluster.Store.Revision)})");
            }

            foreach (var change in changes)
            {
                if (WatchEvents.Of(change, selection) is { } seen) await lines.EventAsync(seen.Type, seen.Object, cancellation);
            }

            cursor = reached;
            if (bookmarks.Due && cursor > start) lines.Bookmark(cursor, endsInitialEvents: false);
            await lines.FlushAsync(cancellation);

            // its definition was removed: the deletions above were the last that can be told
            if (!cluster.Catalog.Find(type.Group, type.Version, type.Plural, out _)) return;
            await bookmarks.WaitAsync(next);
            cancellation.ThrowIfCancellationRequested();
        }
    }
}
