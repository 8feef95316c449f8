using System.Diagnostics.Metrics;
using K8GuardScript.Core.Guard.Clocks;
using K8GuardScript.Kubernetes.Configuration;
using K8GuardScript.Kubernetes.Leases;
using K8GuardScript.Kubernetes.Transport;
using Microsoft.Extensions.Logging.Abstractions;

namespace K8GuardScript.Kubernetes.Tests.Leases.Election;

/// <summary>One that takes part by real calls; its turns are made by the test.</summary>
internal sealed class ServedCandidate : IWallOffset, IDisposable
{
    private readonly Meter meter = new("test");
    private readonly ApiClient api;

    public ServedCandidate(Uri server, TimeProvider time, string name, string? token = null)
    {
        var endpoint = new ClusterEndpoint { Server = server, Credentials = new FixedToken(token), Description = "here" };
        api = ApiClient.Create(endpoint, TimeProvider.System, NullLoggerFactory.Instance, meter);
        var calls = new LeaseClient(api, "default", "k8guard", TimeSpan.FromSeconds(30));
        Election = new LeaderElection(calls, name, new LeaseTimes(), time, this, new Random(1));
    }

    public LeaderElection Election { get; }

    public TimeSpan WallOffset => TimeSpan.Zero;

    public Task TurnAsync() => Election.TurnAsync(TestContext.Current.CancellationToken);

    public void Dispose()
    {
        api.Dispose();
        meter.Dispose();
    }
}
