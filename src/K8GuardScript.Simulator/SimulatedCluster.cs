using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Controllers;
using K8GuardScript.Simulator.Faults;
using K8GuardScript.Simulator.Generating;
using K8GuardScript.Simulator.Loading;
using K8GuardScript.Simulator.Requests;
using K8GuardScript.Simulator.Resources;
using K8GuardScript.Simulator.Storage;
using K8GuardScript.Simulator.Writing;
using Microsoft.AspNetCore.Http;

namespace K8GuardScript.Simulator;

/// <summary>
/// A Kubernetes API server within this process, over HTTP on 127.0.0.1. Any client may talk to it as to a real one (1.36).
/// Thread-safe. Its members read and write the same objects as requests do, and watches see those writes.
/// </summary>
public sealed class SimulatedCluster : IAsyncDisposable
{
    private readonly ClusterState cluster;
    private readonly DirectWrites writes;
    private readonly RequestJournal journal;
    private readonly LoopbackServer server;
    private readonly CancellationTokenSource stopping;
    private readonly ControllerLoop? controllers;
    private readonly ChangeLoop? changes;
    private IReadOnlyList<Manifest> later = [];
    private bool disposed;

    private SimulatedCluster(
        ClusterState cluster, RequestJournal journal, FaultInjection faults, LoopbackServer server, CancellationTokenSource stopping,
        ChangeLoop? changes)
    {
        this.changes = changes;
        this.cluster = cluster;
        writes = new DirectWrites(cluster);
        this.journal = journal;
        Faults = faults;
        this.server = server;
        this.stopping = stopping;
        if (cluster.Options.Controllers && changes is null) this.controllers = ControllerLoop.Start(cluster);
        Kubeconfig = Simulator.Kubeconfig.Text(server.Address, cluster.Options.Token);
    }

    /// <summary>Where the server listens, such as <c>http://127.0.0.1:40001/</c>.</summary>
    public Uri Address => this.server.Address;

    /// <summary>A kubeconfig (YAML) that points at <see cref="Address"/>, with the token where one is set.</summary>
    public string Kubeconfig { get; }

    /// <summary>What goes wrong on purpose; nothing at first.</summary>
    public FaultInjection Faults { get; }

    /// <summary>The last 10,000 requests, oldest first. A request is there once its answer began.</summary>
    public IReadOnlyList<RecordedRequest> Requests => this.journal.Copy();

    /// <summary>The version of the latest change, as a consistent list would carry it.</summary>
    public long Revision => this.cluster.Store.Revision;

    /// <summary>Loads the manifests and begins to listen.</summary>
    /// <exception cref="SimulatorStartException">the port is taken, or a manifest is wrong; the message names every problem</exception>
    public static async Task<SimulatedCluster> StartAsync(SimulatorOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Port is < 0 or > 65535)
            throw new SimulatorStartException($"port `{options.Port}` is none: choose one from 1 to 65535, or 0 for any free one");
        var cluster = new ClusterState(options);
        var later = new Seeder(cluster).Fill(options.Manifests, options.ArriveLater);
        var changes = Generate(cluster);

        var journal = new RequestJournal(options.RequestsKept);
        var requests = new ApiRequests(cluster, journal);
        var stopping = new CancellationTokenSource();
        var faults = new FaultInjection();
        var faulty = new FaultyServer(faults, cluster.Store, options.Clock, context => requests.HandleAsync(context, stopping.Token));
        var control = changes is null ? null : new ChangeControl(changes, cluster);
        var server = await LoopbackServer.StartAsync(
            options.Port, HandleAsync, cancellationToken);
        return new SimulatedCluster(cluster, journal, faults, server, stopping, changes) { later = later };

        Task HandleAsync(HttpContext context) => control is not null && context.Request.Path == ChangeControl.Path
            ? control.HandleAsync(context, stopping.Token)
            : faulty.HandleAsync(context, stopping.Token);
    }

    /// <summary>A copy of an object as a client would get it, or null if there is none.</summary>
    /// <param name="apiVersion">such as <c>apps/v1</c></param>
    /// <param name="kind">such as <c>Deployment</c>; one that the server does not know is an <see cref="ArgumentException"/></param>
    /// <param name="ns">ignored for cluster-scoped kinds</param>
    /// <param name="name">the object's name</param>
    public JsonObject? Get(string apiVersion, string kind, string ns, string name)
    {
        var type = TypeOf(apiVersion, kind);
        var stored = this.cluster.Store.Read(type.StoredAs).Objects.GetValueOrDefault(new ObjectName(type.Namespaced ? ns : "", name));
        return stored is null ? null : Whole(type, stored);
    }

    /// <summary>All objects of a kind, as copies, in the order of a list.</summary>
    public IReadOnlyList<JsonObject> List(string apiVersion, string kind)
    {
        var type = TypeOf(apiVersion, kind);
        return [.. this.cluster.Store.Read(type.StoredAs).Objects.Values.Select(stored => Whole(type, stored))];
    }

    /// <summary>
    /// Adds an object or replaces it whole; the answer is a copy of what is stored now. Unlike a request this may set uid,
    /// status, times and owners; where it leaves out uid, creation time or status of an object that is there, they stay.
    /// </summary>
    /// <param name="manifest">with apiVersion, kind and metadata.name; without a namespace it goes to <c>default</c></param>
    public JsonObject Put(JsonObject manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        var type = TypeOf(manifest.Text("apiVersion") ?? "", manifest.Text("kind") ?? "");
        var body = manifest.DeepClone().AsObject();
        if (string.IsNullOrEmpty(body.Metadata().Text("name")))
            throw new ArgumentException("`metadata.name` is missing", nameof(manifest));
        return Whole(type, writes.Put(type, body));
    }

    /// <summary>Stores what <see cref="SimulatorOptions.ArriveLater"/> kept back; once.</summary>
    /// <returns>how many objects</returns>
    public int Arrive()
    {
        var arriving = Interlocked.Exchange(ref later, []);
        foreach (var manifest in arriving) Put(manifest.Body);
        return arriving.Count;
    }

    /// <summary>Removes an object at once, whatever finalizers it has. False if there is none.</summary>
    public bool Delete(string apiVersion, string kind, string ns, string name)
    {
        var type = TypeOf(apiVersion, kind);
        return writes.Delete(type, new ObjectName(type.Namespaced ? ns : "", name));
    }

    /// <summary>
    /// Forgets the changes up to a version, as etcd's compaction does: watches, pages and exact lists from before answer 410.
    /// </summary>
    public void Compact(long revision) => this.cluster.Store.Compact(revision);

    /// <summary>Completes when the controllers, if there are any, have done all that is due now.</summary>
    internal Task SettledAsync(CancellationToken cancellationToken) => this.controllers?.SettledAsync(cancellationToken) ?? Task.CompletedTask;

    /// <summary>Ends open watches and stops listening. A second call does nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, true)) return;
        await this.stopping.CancelAsync();
        if (this.controllers is not null) await this.controllers.DisposeAsync();
        if (this.changes is not null) await this.changes.DisposeAsync();
        await this.server.DisposeAsync();
        this.stopping.Dispose();
    }

    private static ChangeLoop? Generate(ClusterState cluster)
    {
        var options = cluster.Options.Generated;
        if (options.Count == 0) return null;
        var generated = new GeneratedCluster(cluster, new ClusterPlan(options, cluster.Catalog));
        generated.Fill();
        return new ChangeLoop(new ChangeMix(generated, options.Seed), options.ChangesPerSecond, cluster.Clock);
    }

    private ResourceType TypeOf(string apiVersion, string kind) => this.cluster.Catalog.FindKind(apiVersion, kind, out var type)
        ? type
        : throw new ArgumentException($"the simulated cluster knows no kind `{kind}` in `{apiVersion}`", nameof(kind));

    private static JsonObject Whole(ResourceType type, StoredObject stored)
    {
        var whole = new JsonObject { ["apiVersion"] = type.ApiVersion, ["kind"] = type.Kind };
        var body = stored.ToBody();
        EventForms.FromKept(type, body);
        foreach (var (key, value) in body) whole[key] = value?.DeepClone();
        return whole;
    }
}
