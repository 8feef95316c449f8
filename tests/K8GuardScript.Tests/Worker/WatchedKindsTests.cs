using System.Diagnostics.Metrics;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Evaluate;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Show;
using K8GuardScript.Core.Watch;
using K8GuardScript.Kubernetes.Configuration;
using K8GuardScript.Kubernetes.Resources;
using K8GuardScript.Kubernetes.Transport;
using K8GuardScript.Kubernetes.Watching;
using K8GuardScript.Scripts;
using K8GuardScript.Storage;
using K8GuardScript.Worker;
using Microsoft.Extensions.Logging.Abstractions;

namespace K8GuardScript.Tests.Worker;

public sealed class WatchedKindsTests : IAsyncLifetime
{
    private readonly TempFolder folder = new();
    private readonly ManualClock clock = new();
    private readonly Meter meter = new("test");
    private readonly Rulebook rulebook = new();
    private readonly SqliteLedger file;
    private readonly Ledger ledger;
    private readonly ApiClient api;
    private readonly ObjectStore store;
    private readonly WatchedKinds kinds;
    private readonly PolicyReloader reloader;

    public WatchedKindsTests()
    {
        file = SqliteLedger.Open(folder.Path);
        ledger = new Ledger(file);

        // nobody answers there: what is watched is all that counts here
        var nowhere = new ClusterEndpoint { Server = new Uri("http://127.0.0.1:1"), Description = "nowhere" };
        api = ApiClient.Create(nowhere, clock, NullLoggerFactory.Instance, meter);
        var queue = new ChangeQueue(clock);
        var owned = new OwnedObjects(rulebook);
        store = new ObjectStore(new ChangeRouter(
            queue, new Dependents(queue, rulebook, clock), new WakeUps(queue, clock), new WaitingObjects(queue, clock),
            owned, new ImageSizes(), rulebook, ledger,
            new HappeningLog(clock)));
        kinds = new WatchedKinds(new ClusterWatch(api, new ResourceCatalog(api), store), store, ledger, clock);
        reloader = new SomeReloader(new PolicyFolder(folder.Path, [], null), folder.At("data"), clock) { Rulebook = rulebook }.Create();
    }

    public async ValueTask InitializeAsync()
    {
        folder.Write("a.csx", "Policy(\"a\", Severity.Low, \"a\");\nEach<Deployment>((d, found) => { });\n");
        folder.Write("b.csx", "Policy(\"b\", Severity.Low, \"b\");\nEach<Service>((s, found) => { });\n");
        await ReloadAsync();
        await kinds.StartAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await kinds.StopAsync(CancellationToken.None);
        kinds.Dispose();
        api.Dispose();
        meter.Dispose();
        file.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task A_kind_that_nobody_reads_is_let_go_after_a_while()
    {
        await RemoveDeploymentsAsync();

        await ReleaseAfterAsync(WatchedKinds.Patience - TimeSpan.FromSeconds(1));
        Assert.NotNull(store.Watched("apps", "Deployment"));

        await ReleaseAfterAsync(TimeSpan.FromSeconds(1));
        Assert.Null(store.Watched("apps", "Deployment"));
        Assert.NotNull(store.Watched("", "Service"));
        Assert.NotNull(store.Watched("", "Namespace"));
    }

    [Fact]
    public async Task A_policy_that_comes_back_starts_the_wait_anew()
    {
        await RemoveDeploymentsAsync();
        await ReleaseAfterAsync(WatchedKinds.Patience / 2);
        folder.Write("a.csx", "Policy(\"a\", Severity.Low, \"again\");\nEach<Deployment>((d, found) => { });\n");
        await ReloadAsync();
        await ReleaseAfterAsync(WatchedKinds.Patience);
        await RemoveDeploymentsAsync();

        await ReleaseAfterAsync(WatchedKinds.Patience / 2);

        Assert.NotNull(store.Watched("apps", "Deployment"));
    }

    [Fact]
    public async Task A_kind_with_an_open_violation_stays_watched()
    {
        ledger.Commit(() => new LedgerChange { Episodes = [Some.Episode()] });
        await RemoveDeploymentsAsync();

        await ReleaseAfterAsync(WatchedKinds.Patience * 2);

        Assert.NotNull(store.Watched("apps", "Deployment"));
    }

    [Fact]
    public async Task What_was_let_go_is_watched_again_when_it_is_read_again()
    {
        await RemoveDeploymentsAsync();
        await ReleaseAfterAsync(WatchedKinds.Patience);
        folder.Write("a.csx", "Policy(\"a\", Severity.Low, \"again\");\nEach<Deployment>((d, found) => { });\n");
        await ReloadAsync();

        Assert.Equal(new KindName("apps", "v1", "Deployment"), store.Watched("apps", "Deployment"));
    }

    [Fact]
    public async Task The_kinds_that_may_own_what_is_read_are_watched_as_well()
    {
        folder.Write("c.csx", "Policy(\"c\", Severity.Low, \"c\");\nEach<Pod>((p, found) => { });\n");
        await ReloadAsync();

        foreach (var kind in (string[])["ReplicaSet", "StatefulSet", "DaemonSet", "Deployment"]) Assert.NotNull(store.Watched("apps", kind));
        foreach (var kind in (string[])["Job", "CronJob"]) Assert.NotNull(store.Watched("batch", kind));
        Assert.NotNull(store.Watched("", "ReplicationController"));
    }

    private async Task RemoveDeploymentsAsync()
    {
        File.Delete(Path.Combine(folder.Path, "a.csx"));
        await ReloadAsync();
    }

    private async Task ReloadAsync()
    {
        var outcome = await reloader.ReloadAsync(TestContext.Current.CancellationToken);
        if (ReferenceEquals(outcome, ReloadOutcome.Unsteady)) await reloader.ReloadAsync(TestContext.Current.CancellationToken);
        kinds.Follow(rulebook.Current.Policies);
    }

    private async Task ReleaseAfterAsync(TimeSpan time)
    {
        await kinds.ReleaseUnreadAsync(rulebook.Current.Policies);
        clock.Advance(time);
        await kinds.ReleaseUnreadAsync(rulebook.Current.Policies);
    }
}
