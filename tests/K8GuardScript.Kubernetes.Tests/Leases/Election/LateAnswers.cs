using K8GuardScript.Kubernetes.Leases;

namespace K8GuardScript.Kubernetes.Tests.Leases.Election;

/// <summary>A server that does at once what it is asked for, and whose answers to writes wait until they are let go.</summary>
internal sealed class LateAnswers(LeaseServer server) : ILeaseCalls
{
    private readonly TaskCompletionSource released = new();

    /// <summary>Whether they wait.</summary>
    public bool AreLate { get; set; }

    public Task<LeaseOutcome> GetAsync(CancellationToken cancel) => Task.FromResult(server.Get());

    public Task<LeaseOutcome> CreateAsync(Lease lease, CancellationToken cancel) => Later(server.Create(lease));

    public Task<LeaseOutcome> UpdateAsync(Lease next, CancellationToken cancel) => Later(server.Update(next));

    public void Release()
    {
        AreLate = false;
        released.SetResult();
    }

    private async Task<LeaseOutcome> Later(LeaseOutcome answer)
    {
        if (AreLate) await released.Task;
        return answer;
    }
}
