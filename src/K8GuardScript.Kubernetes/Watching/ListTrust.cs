using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Watch;
using Microsoft.Extensions.Logging;

namespace K8GuardScript.Kubernetes.Watching;

/// <summary>
/// Decides whether a list of one kind is believed. One that is older than what is known comes from a server that lags behind, or
/// from a cluster that was restored; one that says <c>null</c> for its items, though there were lists before, may be a fault of
/// the server. Both are asked for again a few times, and then they are how things are.
/// </summary>
internal sealed class ListTrust(ILogger log, KindName kind)
{
    private const int MostDoubts = 3;

    private string newest = "";
    private int doubts;

    /// <summary>What was known of up to this version.</summary>
    public void Saw(string version)
    {
        if (newest.Length == 0 || VersionOrder.Compare(version, newest) is null or > 0) newest = version;
    }

    /// <summary>The list with this version was taken, whatever was known before.</summary>
    public void Accept(string version)
    {
        newest = version;
        doubts = 0;
    }

    /// <param name="version">of a list that is complete but for its end</param>
    /// <param name="hasNullItems">whether it says <c>null</c> for its items</param>
    /// <returns>why it is not believed yet, for people; null to take it</returns>
    public string? Doubt(string version, bool hasNullItems)
    {
        var isOlder = VersionOrder.IsOlder(version, newest);
        if (!isOlder && !(hasNullItems && newest.Length > 0)) return null;

        var why = isOlder
            ? $"the server's list is of version {version}, older than {newest} that it gave before"
            : "the server says `null` where the items of the list should be";
        if (doubts++ < MostDoubts) return why;

        WatchLog.Believed(log, kind, why);
        return null;
    }
}
