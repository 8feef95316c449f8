using System.Globalization;
using K8GuardScript.Kubernetes.Resources;
using K8GuardScript.Kubernetes.Transport;
using Microsoft.Extensions.Logging;

namespace K8GuardScript.Kubernetes.Watching;

/// <summary>
/// Whether the server streams a list as the start of a watch (KEP-3157): asked of its version once, and given up for good when it
/// does not do so after all. Earlier versions had it behind a gate that was on in 1.32, and off in 1.33. Safe from any thread.
/// </summary>
internal sealed class StreamedLists(ApiClient api, WatchOptions options, ILogger log)
{
    private static readonly Version Since = new(1, 34);

    private readonly Turn asking = new();
    private bool? areOffered = options.StreamsLists ? null : false;

    /// <summary>False while the server can't say.</summary>
    /// <exception cref="OperationCanceledException">the caller gave up</exception>
    public async ValueTask<bool> AreOfferedAsync(CancellationToken cancel)
    {
        if (areOffered is { } known) return known;
        using var turn = await asking.TakeAsync(cancel);
        if (areOffered is null && await api.VersionAsync(cancel) is { IsReached: true } outcome)
            areOffered = VersionOf(outcome.Version) >= Since;
        return areOffered ?? false;
    }

    /// <summary>The server did not do so: from now on all kinds are listed page by page.</summary>
    public void GiveUp(string why)
    {
        if (areOffered == false) return;
        areOffered = false;
        WatchLog.ListsAreNotStreamed(log, why);
    }

    /// <summary>The numbers of <c>v1.36.2</c> or <c>v1.34.1-gke.5</c>.</summary>
    private static Version? VersionOf(string version)
    {
        var parts = version.TrimStart('v').Split('.');
        return parts.Length >= 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var minor)
            ? new Version(major, minor)
            : null;
    }
}
