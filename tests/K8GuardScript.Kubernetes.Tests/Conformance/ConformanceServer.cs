using System.Diagnostics.Metrics;
using K8GuardScript.Kubernetes.Configuration;
using K8GuardScript.Kubernetes.Tests.Doubles;
using K8GuardScript.Kubernetes.Transport;
using K8GuardScript.Simulator;
using Microsoft.Extensions.Logging.Abstractions;

namespace K8GuardScript.Kubernetes.Tests.Conformance;

/// <summary>
/// The server that the conformance tests run against: the one of the kubeconfig that <c>K8GUARD_TEST_KUBECONFIG</c> names, else a
/// simulated one. The tests can't tell which.
/// </summary>
public sealed class ConformanceServer : IAsyncLifetime
{
    private const string Variable = "K8GUARD_TEST_KUBECONFIG";

    private readonly Meter meter = new("conformance");
    private readonly TemporaryFolder folder = new();
    private SimulatedCluster? simulated;

    internal ApiClient Api { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var kubeconfig = Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrEmpty(kubeconfig)) kubeconfig = await SimulateAsync();

        var places = new ConfigurationPlaces { ExplicitPath = kubeconfig };
        var endpoint = EndpointLoader.Load(places, TimeProvider.System, NullLoggerFactory.Instance);
        Api = ApiClient.Create(endpoint, TimeProvider.System, NullLoggerFactory.Instance, this.meter);
    }

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        if (this.simulated is not null) await this.simulated.DisposeAsync();
        this.meter.Dispose();
        this.folder.Dispose();
    }

    private async Task<string> SimulateAsync()
    {
        this.simulated = await SimulatedCluster.StartAsync(new SimulatorOptions(), CancellationToken.None);
        var file = Path.Combine(this.folder.Path, "kubeconfig");
        await File.WriteAllTextAsync(file, this.simulated.Kubeconfig);
        return file;
    }
}
