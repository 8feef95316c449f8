using K8GuardScript.Core.Actions;
using K8GuardScript.Kubernetes.Transport;
using K8GuardScript.Kubernetes.Writing;

namespace K8GuardScript.Kubernetes.Leases;

/// <summary>The calls that leader election makes about one lease. None is retried but a read whose connection broke.</summary>
/// <param name="api">sends</param>
/// <param name="namespace">where the lease lies</param>
/// <param name="name">of the lease</param>
/// <param name="deadline">for each call: short, so that one that hangs does not cost the leadership</param>
internal sealed class LeaseClient(ApiClient api, string @namespace, string name, TimeSpan deadline) : ILeaseCalls
{
    private readonly ObjectCalls calls = new(api);
    private readonly ObjectAddress address = new(Lease.Resource.Kind, @namespace, name);

    /// <inheritdoc />
    public async Task<LeaseOutcome> GetAsync(CancellationToken cancel)
    {
        var outcome = await this.calls.ReadAsync(ObjectTarget.At(Lease.Resource, this.address), this.address.Kind, "", deadline, cancel);
        return outcome.Result switch
        {
            ReadResult.Found => Done(outcome.Json),
            ReadResult.Gone => new LeaseOutcome(LeaseResult.Missing, null, outcome.Message),
            ReadResult.Refused => new LeaseOutcome(LeaseResult.Refused, null, outcome.Message),
            _ => new LeaseOutcome(LeaseResult.Unknown, null, outcome.Message),
        };
    }

    /// <inheritdoc />
    public Task<LeaseOutcome> CreateAsync(Lease lease, CancellationToken cancel)
    {
        var created = lease with { Uid = "", ResourceVersion = "" };
        return WriteAsync(ObjectTarget.NewAt(Lease.Resource, this.address), HttpMethod.Post, "create", created, cancel);
    }

    /// <inheritdoc />
    /// <exception cref="ArgumentException">
    /// uid or version are missing: without a version the server overwrites another holder's, without a uid it creates one that is gone
    /// </exception>
    public Task<LeaseOutcome> UpdateAsync(Lease next, CancellationToken cancel)
    {
        ArgumentException.ThrowIfNullOrEmpty(next.Uid);
        ArgumentException.ThrowIfNullOrEmpty(next.ResourceVersion);
        return WriteAsync(ObjectTarget.At(Lease.Resource, this.address), HttpMethod.Put, "update", next, cancel);
    }

    private async Task<LeaseOutcome> WriteAsync(ObjectTarget target, HttpMethod method, string verb, Lease lease, CancellationToken cancel)
    {
        var write = new ObjectWrite(method, verb, lease.ToJson(this.address.Namespace, this.address.Name))
        {
            Query = ObjectWrite.QueryFor(dryRun: false),
            Uid = lease.Uid,
            Deadline = deadline,
        };
        var outcome = await this.calls.WriteAsync(target, write, cancel);
        return outcome.Result switch
        {
            WriteResult.Done => Done(outcome.Json),
            WriteResult.Conflict or WriteResult.AlreadyExists => new LeaseOutcome(LeaseResult.Lost, null, outcome.Message),
            WriteResult.Gone => new LeaseOutcome(LeaseResult.Missing, null, outcome.Message),
            WriteResult.Refused => new LeaseOutcome(LeaseResult.Refused, null, outcome.Message),
            WriteResult.NotNow => new LeaseOutcome(LeaseResult.NotNow, null, outcome.Message),
            _ => new LeaseOutcome(LeaseResult.Unknown, null, outcome.Message),
        };
    }

    private static LeaseOutcome Done(ReadOnlyMemory<byte> json) => Lease.TryRead(json) is { } lease
        ? new LeaseOutcome(LeaseResult.Done, lease, "")
        : new LeaseOutcome(LeaseResult.Unknown, null, "the server's answer is a lease without uid or version");
}
