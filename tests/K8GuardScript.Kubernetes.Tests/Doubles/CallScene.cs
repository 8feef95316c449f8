using System.Text;
using K8GuardScript.Kubernetes.Configuration;
using K8GuardScript.Kubernetes.Resources;
using K8GuardScript.Kubernetes.Transport;
using Microsoft.Extensions.Logging.Abstractions;

namespace K8GuardScript.Kubernetes.Tests.Doubles;

/// <summary>A scripted server, a clock that stands still, and what clients are made of.</summary>
internal sealed class CallScene : IAsyncDisposable
{
    /// <param name="address">another than the server's</param>
    public CallScene(Uri? address = null)
    {
        Api = ApiClient.Create(
            new ClusterEndpoint { Server = address ?? Server.Address, Description = "here" },
            Time,
            NullLoggerFactory.Instance,
            Metrics.Meter);
        Catalog = new ResourceCatalog(Api);
    }

    public ScriptedServer Server { get; } = new();

    public MetricTally Metrics { get; } = new();

    public ManualTime Time { get; } = new();

    public ApiClient Api { get; }

    public ResourceCatalog Catalog { get; }

    public static string Text(ReadOnlyMemory<byte> json) => Encoding.UTF8.GetString(json.Span);

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        await Server.DisposeAsync();
        Metrics.Dispose();
    }
}
