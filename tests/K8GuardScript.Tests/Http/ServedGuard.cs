using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Guard.Clocks;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Tests.Doubles;
using K8GuardScript.Core.Watch;
using K8GuardScript.Kubernetes.Configuration;
using K8GuardScript.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace K8GuardScript.Tests.Http;

/// <summary>
/// A guard that serves its HTTP API with one policy, and whose loops do not run: the tests say what it knows. Tests that share it
/// run one after another, each from an empty ledger; there is one in a process, as meters are known to all of it.
/// </summary>
[CollectionDefinition(nameof(ServedGuard))]
public sealed class ServedGuard : ICollectionFixture<ServedGuard>, IAsyncLifetime
{
    private readonly TempFolder folder = new();
    private GuardHost? host;

    internal IServiceProvider Services => host!.Services;

    internal HttpClient Client { get; } = new();

    internal string Policies => folder.At("policies");

    public async ValueTask InitializeAsync()
    {
        folder.Write("policies/every-name.csx", """
            Policy("every-name", Severity.Low, "No name is right");
            var allowed = Setting("allowed", new[] { "none" }, "names that are right");
            var other = Setting("other", 1, "nothing");
            EachNamespace((ns, found) => { if (other > 0 && allowed.Count > 0) found.Violation(ns.Metadata["name"], "no"); });
            """);
        folder.Write("policies/policies.yaml", """
            mode: safe
            cluster: test
            policies:
              every-name:
                names: ["!fine-*"]
                overrides:
                - { namespaceSelector: "team in (ml, web)", settings: { allowed: [a] }, escalation: { warnings: 7 } }
                - { names: [x], namespaces: ["never-*"], mode: dry-run }
            """);
        var options = new GuardOptions { Policies = Policies, Data = folder.At("data"), Listen = ListenAddress.Parse("127.0.0.1:0") };
        var endpoint = new ClusterEndpoint { Server = new Uri("http://127.0.0.1:1"), Description = "nowhere" };
        // no server tells the time here
        host = GuardHost.Create(options, endpoint, TextWriter.Null, compose: services => services.AddSingleton<IClockHealth, SettableClockHealth>());
        await host.ServeAsync(CancellationToken.None);
        Client.BaseAddress = host.Address;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (host is not null) await host.DisposeAsync();
        folder.Dispose();
    }

    /// <summary>What the ledger holds from now on; what it held before is resolved.</summary>
    internal void Record(params Episode[] episodes)
    {
        var ledger = Services.GetRequiredService<Ledger>();
        ledger.Commit(() => new LedgerChange
        {
            Episodes = [.. ledger.Alive().Select(old => old with { State = EpisodeState.Resolved }).Concat(episodes)],
        });
    }

    /// <summary>What the cluster holds of a kind from now on.</summary>
    internal void List(KindName kind, params string[] objects)
    {
        var store = Services.GetRequiredService<ObjectStore>();
        store.BeginList(kind);
        foreach (var one in objects) store.Listed(kind, System.Text.Encoding.UTF8.GetBytes(one));
        store.EndList(kind);
    }

    internal Task<string> TextAsync(string path) =>
        Client.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

    internal Task<HttpResponseMessage> GetAsync(string path) =>
        Client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
}
