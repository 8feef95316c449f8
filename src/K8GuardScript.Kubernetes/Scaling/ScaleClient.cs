using K8GuardScript.Core.Actions;
using K8GuardScript.Kubernetes.Resources;
using K8GuardScript.Kubernetes.Transport;
using K8GuardScript.Kubernetes.Writing;

namespace K8GuardScript.Kubernetes.Scaling;

/// <summary>
/// Reads and writes the <c>scale</c> subresource of any kind that has one. The right to do so is far less than to patch the object.
/// </summary>
internal sealed class ScaleClient(ApiClient api, ResourceCatalog catalog)
{
    private const string Subresource = "/scale";
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly ObjectCalls calls = new(api);
    private readonly TargetFinder finder = new(catalog);

    /// <summary>A quorum read.</summary>
    public async Task<ScaleOutcome> ReadAsync(ObjectAddress address, CancellationToken cancel)
    {
        var target = await this.finder.FindAsync(address, cancel);
        var outcome = await this.calls.ReadAsync(target, Scale.Kind, Subresource, Deadline, cancel);
        if (outcome.Result != ReadResult.Found) return new ScaleOutcome(outcome.Result, null, outcome.Message);
        return Scale.TryRead(outcome.Json) is { } scale
            ? new ScaleOutcome(ReadResult.Found, scale, "")
            : new ScaleOutcome(ReadResult.Unknown, null, "the server's answer is a Scale without uid or version");
    }

    /// <summary>Sets the replicas of the object that was read; a conflict when it is another or has changed since.</summary>
    /// <param name="address">of the object that is scaled</param>
    /// <param name="read">what was read, for its guards</param>
    /// <param name="replicas">as they should be</param>
    /// <param name="dryRun">the server does everything but store it</param>
    /// <param name="cancel">gives up</param>
    public async Task<WriteOutcome> WriteAsync(ObjectAddress address, Scale read, int replicas, bool dryRun, CancellationToken cancel)
    {
        var target = await this.finder.FindAsync(address, cancel);
        var write = new ObjectWrite(HttpMethod.Put, "update", (read with { Replicas = replicas }).ToJson(address))
        {
            Subresource = Subresource,
            Query = ObjectWrite.QueryFor(dryRun),
            AnswerKind = Scale.Kind,
            Uid = read.Uid,
        };
        return await this.calls.WriteAsync(target, write, cancel);
    }
}
