using K8GuardScript.Simulator.Answers;
using K8GuardScript.Simulator.Storage;

namespace K8GuardScript.Simulator.Reading;

/// <summary>Waits until the server has reached a version that a reader already saw elsewhere.</summary>
internal static class Freshness
{
    /// <summary>Throws 504 with cause ResourceVersionTooLarge when the version is not reached in time.</summary>
    public static async Task WaitAsync(ClusterState cluster, long revision, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(cluster.Options.FreshnessWait, cluster.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        while (true)
        {
            var changed = cluster.Store.NextChange(out var current);
            if (revision <= current) return;
            try
            {
                await changed.WaitAsync(either.Token);
            }
            catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellation.IsCancellationRequested)
            {
                throw ApiError.VersionTooLarge(revision, current);
            }
        }
    }

    /// <summary>For gets: an empty version and 0 wait for nothing.</summary>
    public static async Task WaitAsync(ClusterState cluster, string version, CancellationToken cancellation)
    {
        if (version.Length > 0) await WaitAsync(cluster, Parse(version), cancellation);
    }

    /// <summary>Throws the 400 that lists and gets answer for a version that is no number.</summary>
    public static long Parse(string version) => Versions.TryParse(version, out var revision)
        ? revision
        : throw ApiError.BadRequest("invalid resource version: " + NotANumber(version));

    public static string NotANumber(string version) =>
        $"resourceVersion: Invalid value: \"{version}\": strconv.ParseUint: parsing \"{version}\": invalid syntax";
}
