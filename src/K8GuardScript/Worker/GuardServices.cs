using System.Diagnostics.Metrics;
using Flurl.Http;
using K8GuardScript.Channels;
using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Evaluate;
using K8GuardScript.Core.Guard;
using K8GuardScript.Core.Notify;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Show;
using K8GuardScript.Core.Watch;
using K8GuardScript.Http;
using K8GuardScript.Kubernetes.Configuration;
using K8GuardScript.Kubernetes.Leases;
using K8GuardScript.Kubernetes.Measuring;
using K8GuardScript.Kubernetes.Resources;
using K8GuardScript.Kubernetes.Transport;
using K8GuardScript.Kubernetes.Watching;
using K8GuardScript.Kubernetes.Writing;
using K8GuardScript.Metrics;
using K8GuardScript.Scripts;
using K8GuardScript.Scripts.Cache;
using K8GuardScript.Scripts.Compiling;
using K8GuardScript.Scripts.Loading;
using K8GuardScript.Sdk.Registration;
using K8GuardScript.Storage;
using K8GuardScript.Worker.Leadership;
using K8GuardScript.Worker.Slots;

namespace K8GuardScript.Worker;

/// <summary>Puts the worker together, in the order of the flow.</summary>
internal static class GuardServices
{
    public static void AddGuard(this IServiceCollection services, GuardOptions options, ClusterEndpoint endpoint, TextWriter output)
    {
        services.AddSingleton(options);
        AddClock(services);
        services.AddSingleton<HappeningLog>();
        services.AddSingleton<HappeningSummary>();
        services.AddSingleton<Rulebook>();

        AddCluster(services, endpoint);
        AddLeadership(services, options, endpoint);
        AddScripts(services, options);
        AddEvaluation(services, options);
        AddDeciding(services, options);
        AddTelling(services, output);
    }

    // INVARIANT: all that the worker counts by is the guard's clock, which nobody can set.
    private static void AddClock(IServiceCollection services)
    {
        services.AddSingleton(_ => new GuardClock(TimeProvider.System));
        services.AddSingleton<TimeProvider>(provider => provider.GetRequiredService<GuardClock>());
        services.AddSingleton<IClockHealth>(provider => provider.GetRequiredService<GuardClock>());
        services.AddSingleton<IServerClock>(provider => provider.GetRequiredService<GuardClock>());
        services.AddSingleton<IWallOffset>(provider => provider.GetRequiredService<GuardClock>());
        services.AddSingleton<ClockLoop>();
    }

    private static void AddLeadership(IServiceCollection services, GuardOptions options, ClusterEndpoint endpoint)
    {
        if (options.Lease is not { } lease)
        {
            services.AddSingleton<ILeadership, SoleLeader>();
            return;
        }

        var home = lease.Namespace ?? endpoint.Namespace;
        services.AddSingleton(new LeaseTimes());
        services.AddSingleton(provider => new LeaderElection(
            new LeaseClient(
                provider.GetRequiredService<ApiClient>(), home, LeaseOptions.Name, provider.GetRequiredService<LeaseTimes>().CallDeadline),
            LeaseOptions.NewIdentity(), provider.GetRequiredService<LeaseTimes>(), provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IWallOffset>(), Random.Shared));
        services.AddSingleton(provider => new LeaseLeadership(
            provider.GetRequiredService<LeaderElection>(), $"{home}/{LeaseOptions.Name}", provider.GetRequiredService<HappeningLog>(),
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<LeaseLeadership>>()));
        services.AddSingleton<ILeadership>(provider => provider.GetRequiredService<LeaseLeadership>());
    }

    private static void AddCluster(IServiceCollection services, ClusterEndpoint endpoint)
    {
        services.AddSingleton<WorkerMeters>();
        services.AddSingleton(provider => provider.GetRequiredService<WorkerMeters>().Create(ApiMetrics.MeterName));
        services.AddSingleton(provider => ApiClient.Create(
            endpoint, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILoggerFactory>(), provider.GetRequiredService<Meter>(),
            provider.GetRequiredService<IServerClock>()));
        services.AddSingleton<ResourceCatalog>();
        services.AddSingleton(provider => new ClusterWatch(
            provider.GetRequiredService<ApiClient>(), provider.GetRequiredService<ResourceCatalog>(), provider.GetRequiredService<ObjectStore>()));
        services.AddSingleton<IClusterClient, ClusterClient>();
        services.AddSingleton<WatchedKinds>();
        services.AddSingleton(provider =>
        {
            var router = provider.GetRequiredService<ChangeRouter>();
            var store = new ObjectStore(new StoreListeners(router, provider.GetRequiredService<Touched>()));
            router.Attach(store);
            return store;
        });
        services.AddSingleton(provider => new SpareMemory(
            provider.GetRequiredService<ChangeQueue>(), provider.GetRequiredService<TimeProvider>(), SpareMemory.CollectAll));
        services.AddSingleton<HouseKeeping>();
    }

    private static void AddScripts(IServiceCollection services, GuardOptions options)
    {
        services.AddSingleton(new PolicyFolder(options.Policies, options.Config, options.BuiltInConfig));
        services.AddSingleton(new ActVeto(options.MayAct));
        services.AddSingleton<PolicyShelf>();
        services.AddSingleton<FolderHints>();
        services.AddSingleton<IScriptCompiler>(provider => new ChildCompiler(
            CompilerCommand.OfThisProgram(), EmptyFolder(options), new CompilerLimits(), provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<ChildCompiler>>()));
        services.AddSingleton(provider => new ScriptCache(
            Path.Combine(options.Data, "cache"), provider.GetRequiredService<ILogger<ScriptCache>>()));
        services.AddSingleton(provider => new LastGoodFile(
            Path.Combine(options.Data, "last-good.json"), provider.GetRequiredService<ILogger<LastGoodFile>>()));
        services.AddSingleton<StoredObjects>();
        services.AddSingleton<IObjectSample>(provider => provider.GetRequiredService<StoredObjects>());
        services.AddSingleton<RevisionBuilder>();
        services.AddSingleton<Trials>();
        services.AddSingleton<PolicyReloader>();
        services.AddSingleton<ReloadLoop>();
    }

    private static void AddEvaluation(IServiceCollection services, GuardOptions options)
    {
        services.AddSingleton<IQuarantineStore>(provider => new QuarantineFile(
            Path.Combine(options.Data, "quarantine.json"), provider.GetRequiredService<ILogger<QuarantineFile>>()));
        services.AddSingleton<Quarantine>();
        services.AddSingleton<LostThreads>();
        services.AddSingleton<CostlyPolicies>();
        services.AddSingleton(provider => new EvaluationThreads(
            Environment.ProcessorCount,
            SlotFile.Open(Path.Combine(options.Data, "slots")),
            provider.GetRequiredService<LostThreads>().One,
            LostThreads.TooMany));
        services.AddSingleton<IEvaluationThreads>(provider => provider.GetRequiredService<EvaluationThreads>());
    }

    // where the compiler stands: nothing lies there
    private static string EmptyFolder(GuardOptions options)
    {
        var folder = Path.Combine(options.Data, "compiler");
        PrivateFile.MakeFolder(folder);
        return folder;
    }

    private static void AddDeciding(IServiceCollection services, GuardOptions options)
    {
        services.AddSingleton<ChangeQueue>();
        services.AddSingleton<ChangeRouter>();
        services.AddSingleton<ImageSizes>();
        services.AddSingleton(provider => new Dependents(
            provider.GetRequiredService<ChangeQueue>(), provider.GetRequiredService<Rulebook>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<WakeUps>();
        services.AddSingleton<WaitingObjects>();
        services.AddSingleton<IClusterLookup, StoreLookUp>();
        services.AddSingleton<OwnerChain>();
        services.AddSingleton<OwnedObjects>();
        services.AddSingleton<Families>();
        services.AddSingleton<Judge>();
        services.AddSingleton<OwnWrites>();
        services.AddSingleton<EvaluationBatch>();
        services.AddSingleton<VerdictOutcomes>();
        services.AddSingleton<Recording>();
        services.AddSingleton<EvaluationLoop>();

        services.AddSingleton(_ => SqliteLedger.Open(options.Data));
        services.AddSingleton<ILedgerStore>(provider => provider.GetRequiredService<SqliteLedger>());
        services.AddSingleton<Ledger>();

        services.AddSingleton(provider => new Outlooks(
            provider.GetRequiredService<Rulebook>(), provider.GetRequiredService<ObjectStore>(), options.OwnNamespace));
        services.AddSingleton<Touched>();
        services.AddSingleton<EscalationRound>();
        services.AddSingleton<Actor>();
        services.AddSingleton<OutcomeLookUp>();
        services.AddSingleton<ActionLoop>();
    }

    private static void AddTelling(IServiceCollection services, TextWriter output)
    {
        services.AddSingleton<IFlurlClient>(_ => new FlurlClient(new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false })));
        services.AddSingleton(output);
        services.AddSingleton<ChannelDirectory>();
        services.AddSingleton<IFaultLog, LoggedFaults>();
        services.AddSingleton<Notifier>();
        services.AddSingleton<EscalationLoop>();

        services.AddSingleton<GuardGauges>();
        services.AddSingleton<GuardMetrics>();
        services.AddSingleton<INotifyMeter>(provider => provider.GetRequiredService<GuardMetrics>());
        services.AddSingleton(provider => new PrometheusScrape(
            provider.GetRequiredService<WorkerMeters>().Owns, GuardMetrics.MeterName, ApiMetrics.MeterName));
        services.AddSingleton<Readiness>();
    }
}
