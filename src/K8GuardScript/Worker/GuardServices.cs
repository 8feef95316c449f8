using System.Diagnostics.Metrics;
using Flurl.Http;
using K8GuardScript.Channels;
using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Actions.Looking;
using K8GuardScript.Core.Actions.Planning;
using K8GuardScript.Core.Actions.Undoing;
using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Evaluate;
using K8GuardScript.Core.Exemptions;
using K8GuardScript.Core.Guard;
using K8GuardScript.Core.Guard.Breaking;
using K8GuardScript.Core.Guard.Clocks;
using K8GuardScript.Core.Guard.Pausing;
using K8GuardScript.Core.Guard.Rails;
using K8GuardScript.Core.Notify;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Show;
using K8GuardScript.Core.Watch;
using K8GuardScript.Http;
using K8GuardScript.Kubernetes.Configuration;
using K8GuardScript.Kubernetes.Events;
using K8GuardScript.Kubernetes.Leases;
using K8GuardScript.Kubernetes.Measuring;
using K8GuardScript.Kubernetes.Resources;
using K8GuardScript.Kubernetes.Scaling;
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
using K8GuardScript.Worker.Acting;
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
        services.AddSingleton<IFaultPoints>(NoFaults.Instance);

        AddCluster(services, endpoint);
        AddLeadership(services, options, endpoint);
        AddScripts(services, options);
        AddEvaluation(services, options);
        AddDeciding(services, options);
        AddRails(services, options);
        AddTelling(services, output);
        services.AddSchedules();
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
        services.AddSingleton<IScalableKinds, ScalableKinds>();
        services.AddSingleton(new EventSource("k8guard.io/k8guardscript", Environment.MachineName));
        services.AddSingleton<EventClient>();
        services.AddSingleton<EventRecorder>();
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
        services.AddSingleton<LedgerUpkeep>();
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

        services.AddSingleton(provider => SqliteLedger.Open(
            options.Data, provider.GetRequiredService<TimeProvider>(), provider.GetService<IFaultPoints>()));
        services.AddSingleton<ILedgerStore>(provider => provider.GetRequiredService<SqliteLedger>());
        services.AddSingleton<Ledger>();

        services.AddSingleton<PolicyLives>();
        services.AddSingleton<BaselineSweeps>();
        services.AddSingleton<KnownManagers>();
        services.AddSingleton<Outlooks>();
        services.AddSingleton<Touched>();
        AddExemptions(services);
        services.AddSingleton<EscalationRound>();
        AddActing(services);
    }

    private static void AddActing(IServiceCollection services)
    {
        services.AddSingleton<FreshLook>();
        services.AddSingleton<ActionWriter>();
        services.AddSingleton<JobParts>();
        services.AddSingleton<Actor>();
        services.AddSingleton<HalfDone>();
        services.AddSingleton<OutcomeLookUp>();
        services.AddSingleton<LateOutcomes>();
        services.AddSingleton<Undoer>();
        services.AddSingleton<UndoDesk>();
        services.AddSingleton<AutoUndo>();
        services.AddSingleton<RevertNamer>();
        services.AddSingleton<UndoTelling>();
        services.AddSingleton<ActionEvents>();
        services.AddSingleton<ActionTelling>();
        services.AddSingleton<FoundTelling>();
        services.AddSingleton<OpenOutcomes>();
        services.AddSingleton<TakingBack>();
        services.AddSingleton<DueActions>();
        services.AddSingleton<ActionLoop>();
    }

    private static void AddExemptions(IServiceCollection services)
    {
        services.AddSingleton<SnoozeDesk>();
        services.AddSingleton<MeantObjects>();
        services.AddSingleton<ExemptionBook>();
        services.AddSingleton<IExemptions>(provider => provider.GetRequiredService<ExemptionBook>());
        services.AddSingleton<Coverage>();
        services.AddSingleton<EndAnnouncer>();
        services.AddSingleton<ExemptionLoop>();
    }

    private static void AddRails(IServiceCollection services, GuardOptions options)
    {
        services.AddSingleton<IRevisionAges>(provider => provider.GetRequiredService<PolicyLives>());
        services.AddSingleton<IPauseFile>(_ => new PauseFile(options.Data));
        services.AddSingleton<KillSwitch>();
        services.AddSingleton<IPassedObjects, PassedObjects>();
        services.AddSingleton<Breaker>();
        services.AddSingleton<BreakerNews>();
        services.AddSingleton<SetAsideNews>();
        services.AddSingleton<RailGauges>();
        services.AddSingleton<ExemptionGauges>();
        services.AddSingleton(provider => GuardRails.Standard(new RailSources
        {
            Ledger = provider.GetRequiredService<Ledger>(),
            KillSwitch = provider.GetRequiredService<KillSwitch>(),
            Leadership = provider.GetRequiredService<ILeadership>(),
            Clock = provider.GetRequiredService<IClockHealth>(),
            Ages = provider.GetRequiredService<IRevisionAges>(),
            Scalable = provider.GetRequiredService<IScalableKinds>(),
            Breaker = provider.GetRequiredService<Breaker>(),
            OwnNamespace = options.OwnNamespace,
        }));
    }

    private static void AddTelling(IServiceCollection services, TextWriter output)
    {
        services.AddSingleton<IFlurlClient>(_ => new FlurlClient(new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false })));
        services.AddSingleton(output);
        services.AddSingleton<ChannelDirectory>();
        services.AddSingleton<IFaultLog, LoggedFaults>();
        services.AddSingleton(Random.Shared);
        services.AddSingleton<Outbox>();
        services.AddSingleton<OutboxBacklog>();
        services.AddSingleton<Silence>();
        services.AddSingleton<SecondLook>();
        services.AddSingleton<AcceptanceBook>();
        services.AddSingleton<SendingReport>();
        services.AddSingleton<ChannelSender>();
        services.AddSingleton<Notifier>();
        services.AddSingleton<NoticeBoard>();
        services.AddSingleton<OutcomeNotices>();
        services.AddSingleton<DueWarnings>();
        services.AddSingleton<EscalationLoop>();

        services.AddSingleton<GuardGauges>();
        services.AddSingleton<GuardMetrics>();
        services.AddSingleton<INotifyMeter>(provider => provider.GetRequiredService<GuardMetrics>());
        services.AddSingleton(provider => new PrometheusScrape(
            provider.GetRequiredService<WorkerMeters>().Owns, GuardMetrics.MeterName, ApiMetrics.MeterName));
        services.AddSingleton<Readiness>();
        services.AddSingleton<GuardState>();
        services.AddSingleton<PolicyOverview>();
    }
}
