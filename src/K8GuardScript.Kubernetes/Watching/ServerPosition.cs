using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Watch;
using K8GuardScript.Kubernetes.Resources;
using K8GuardScript.Kubernetes.Transport;

namespace K8GuardScript.Kubernetes.Watching;

/// <summary>
/// Asks how far the server is before a broken watch is taken up again. One that was restored from a backup, or that is another
/// one behind the same address, takes a watch from a version that it has not reached, and says nothing until it has.
/// </summary>
internal sealed class ServerPosition(ApiClient api, KindName kind)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);

    private readonly bool isBuiltIn = BuiltInKinds.Find(kind) is not null;

    /// <param name="path">of the kind</param>
    /// <param name="version">up to which all is known</param>
    /// <param name="cancel">gives up</param>
    /// <returns>null when the watch can go on from the version; else what to do</returns>
    /// <exception cref="OperationCanceledException">the caller gave up</exception>
    public async Task<StepOutcome?> CheckAsync(ResourcePath path, string version, CancellationToken cancel)
    {
        try
        {
            using var answer = await api.OpenAsync(ApiCall.Get("list", kind.Kind, $"{path.Collection}?limit=1", Deadline), cancel);
            if (answer.Code != 200) return Failed(await answer.ReadErrorAsync(), version);

            using var reader = new ListReader(answer, kind.Kind, isBuiltIn, Ignored);
            var present = (await reader.ReadAsync()).Version;
            return VersionOrder.IsOlder(present, version)
                ? new StepOutcome(NextStep.ListLater, "", "went_back", $"the server is at version {present}, and was at {version} before")
                : null;
        }
        catch (CallFailedException e)
        {
            return new StepOutcome(NextStep.WatchLater, version, "unreachable", e.Message);
        }
        catch (DecodeException e)
        {
            api.Metrics.DecodeFailed(kind.Kind, e.Reason);
            return new StepOutcome(NextStep.ListLater, "", "undecodable", e.Message);
        }
    }

    private static void Ignored(ReadOnlySpan<byte> item)
    {
        // only the version of the list counts
    }

    // a server that fails just now has not gone back for all we know
    private static StepOutcome Failed(ApiError error, string version)
    {
        var outcome = StepOutcome.From(error);
        return outcome.Next == NextStep.ListLater && !error.IsExpired
            ? outcome with { Next = NextStep.WatchLater, Version = version }
            : outcome;
    }
}
