using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Show;
using K8GuardScript.Http;
using K8GuardScript.Kubernetes.Configuration;
using K8GuardScript.Kubernetes.Transport;
using K8GuardScript.Metrics;
using K8GuardScript.Storage;
using K8GuardScript.Worker.Leadership;
using K8GuardScript.Worker.Slots;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;

namespace K8GuardScript.Worker;

/// <summary>The whole worker in one process: loops, HTTP API and what they share. Made, started, and disposed once.</summary>
internal sealed class GuardHost : IAsyncDisposable
{
    private static readonly TimeSpan MostPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan StopDeadline = TimeSpan.FromSeconds(3);
    private readonly WebApplication app;
    private readonly List<BackgroundService> started = [];

    private GuardHost(WebApplication app) => this.app = app;

    /// <summary>The shared parts.</summary>
    public IServiceProvider Services => app.Services;

    /// <summary>Where the HTTP API really listens; known once it started.</summary>
    public Uri Address { get; private set; } = new("http://localhost");

    /// <summary>Puts everything together; opens the ledger, and nothing else.</summary>
    /// <param name="options">what the command line said</param>
    /// <param name="endpoint">the way to the cluster</param>
    /// <param name="output">where the console channel prints</param>
    /// <param name="routes">more routes, or null</param>
    /// <param name="compose">lays other parts over the program's own, or null</param>
    /// <exception cref="StartException">the ledger can't be used</exception>
    public static GuardHost Create(GuardOptions options, ClusterEndpoint endpoint, TextWriter output, Action<IEndpointRouteBuilder>? routes = null,
        Action<IServiceCollection>? compose = null)
    {
        // nothing is read from the folder in which the user stands
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environments.Production,
            Args = [],
        });

        // INVARIANT: the command line alone says where it listens and what it tells; no variable of the environment opens another door.
        ((IConfigurationBuilder)builder.Configuration).Sources.Clear();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 1 << 20;
            kestrel.Listen(new IPEndPoint(options.Listen.Address, options.Listen.Port));
        });
        builder.Logging.AddWorkerLog();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopDeadline);
        builder.Services.Configure<RouteHandlerOptions>(handlers => handlers.ThrowOnBadRequest = true);
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            // answers are application/json with nosniff, so that nothing but the JSON itself needs escaping
            json.SerializerOptions.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
            json.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
            json.SerializerOptions.MaxDepth = 512;
        });
        // the page holds no form, so nothing needs keys that last
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddRazorComponents();
        builder.Services.AddGuard(options, endpoint, output);
        compose?.Invoke(builder.Services);

        var app = builder.Build();
        app.UseNoSniff();
        app.UseSaidWhy();
        app.UseOwnHosts(options);
        app.UseReaderToken(options);
        app.UseWriterToken(options);
        var api = app.MapGroup("/api/v1").RefuseUnknownKeys().RefuseUnknownBodyKeys();
        api.MapGuardApi();
        api.MapOrders();
        api.MapSnoozes();
        api.MapExplain();
        api.MapLedgerRoutes();
        app.MapK8GuardRoutes();
        app.MapHealthRoutes();
        app.MapReport();
        routes?.Invoke(app);
        return new GuardHost(app);
    }

    /// <summary>Checks everything that can keep it from starting, then starts to serve.</summary>
    /// <exception cref="StartException">something does</exception>
    public async Task ServeAsync(CancellationToken cancel)
    {
        try
        {
            var ledger = Services.GetRequiredService<SqliteLedger>();
            foreach (var note in ledger.Notes)
            {
                WorkerLog.Careful(Services.GetRequiredService<ILogger<SqliteLedger>>(), note);
                Services.GetRequiredService<HappeningLog>().Tell(HappeningKind.Program, $"careful: {note}");
            }
        }
        catch (LedgerFileException unusable)
        {
            throw new StartException(unusable.Message);
        }

        // INVARIANT: counting starts before the first thing to count, and not with the first scrape
        Services.GetRequiredService<PrometheusScrape>();
        Services.GetRequiredService<ClockLoop>().Attach();
        OpenSlots();
        WriteTokenFile.Ensure(Services.GetRequiredService<GuardOptions>().WriteTokenFile);
        await Services.GetRequiredService<ReloadLoop>().LoadFirstAsync(cancel).ConfigureAwait(false);
        var options = Services.GetRequiredService<GuardOptions>();
        try
        {
            await app.StartAsync(cancel).ConfigureAwait(false);
        }
        catch (IOException failure) when (failure.InnerException is AddressInUseException)
        {
            throw new StartException($"{options.Listen} is in use by another program: stop that one, or listen elsewhere with `--listen`");
        }
        catch (Exception failure) when (failure is System.Net.Sockets.SocketException or IOException)
        {
            throw new StartException($"can't listen at {options.Listen}: {failure.Message}; choose another address with `--listen`");
        }

        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());
    }

    // after the ledger, which nobody else has now: what the slots say is about the worker before this one
    private void OpenSlots()
    {
        try
        {
            var threads = Services.GetRequiredService<EvaluationThreads>();
            foreach (var mark in threads.LeftOver) Services.GetRequiredService<Quarantine>().ProcessDied(mark);
            threads.Watch();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"the data folder can't be used: {failure.Message}; give a writable one with `--data`");
        }
    }

    /// <summary>Asks the cluster who it is, a few times, as it may just be starting.</summary>
    /// <exception cref="StartException">it can't be used</exception>
    public async Task GreetClusterAsync(CancellationToken cancel)
    {
        var clock = Services.GetRequiredService<TimeProvider>();
        var happenings = Services.GetRequiredService<HappeningLog>();
        var started = clock.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            var outcome = await Services.GetRequiredService<ApiClient>().VersionAsync(cancel).ConfigureAwait(false);
            if (outcome.IsReached)
            {
                happenings.Tell(HappeningKind.Program, outcome.Message);
                return;
            }

            if (attempt == 3 || clock.GetElapsedTime(started) > MostPatience) throw new StartException(outcome.Message);
            await Console.Error.WriteLineAsync($"k8guard: {outcome.Message}; trying again").ConfigureAwait(false);
            await Task.Delay(TimeSpan.FromSeconds(1), clock, cancel).ConfigureAwait(false);
        }
    }

    /// <summary>Starts to watch, judge, warn and act.</summary>
    public async Task RunLoopsAsync(CancellationToken cancel)
    {
        BackgroundService[] loops =
        [
            Services.GetRequiredService<WatchedKinds>(),
            Services.GetRequiredService<EvaluationLoop>(),
            Services.GetRequiredService<EscalationLoop>(),
            Services.GetRequiredService<ActionLoop>(),
            Services.GetRequiredService<ScheduleLoop>(),
            Services.GetRequiredService<ActionEvents>(),
            Services.GetRequiredService<ReloadLoop>(),
            Services.GetRequiredService<HouseKeeping>(),
            Services.GetRequiredService<ClockLoop>(),
            .. Services.GetService<LeaseLeadership>() is { } leadership ? [leadership] : Array.Empty<BackgroundService>(),
            Services.GetRequiredService<ExemptionLoop>(),
        ];
        foreach (var loop in loops)
        {
            await loop.StartAsync(cancel).ConfigureAwait(false);
            started.Add(loop);
        }
    }

    /// <summary>Runs until it is asked to stop; fails as soon as a loop does.</summary>
    public async Task WaitAsync(CancellationToken cancel)
    {
        var stopped = app.WaitForShutdownAsync(cancel);
        var first = await Task.WhenAny([stopped, .. started.Select(loop => loop.ExecuteTask!)]).ConfigureAwait(false);
        if (first != stopped && !cancel.IsCancellationRequested) await first.ConfigureAwait(false);
        await stopped.ConfigureAwait(false);
    }

    /// <summary>Stops the loops in the order of the flow, so that the last ones can still record, and then closes the ledger.</summary>
    public async ValueTask DisposeAsync()
    {
        using var deadline = new CancellationTokenSource(StopDeadline);
        foreach (var loop in started) await loop.StopAsync(deadline.Token).ConfigureAwait(false);
        await ReleaseAsync(deadline.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await app.StopAsync(deadline.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await app.DisposeAsync().ConfigureAwait(false);
    }

    // INVARIANT: while something may still be on its way, nobody else may begin; the lease then ends by itself.
    private async Task ReleaseAsync(CancellationToken cancel)
    {
        var hasEnded = started.All(loop => loop.ExecuteTask is not { IsCompleted: false });
        if (hasEnded && started.OfType<LeaseLeadership>().FirstOrDefault() is { } leadership)
            await leadership.ReleaseAsync(cancel).ConfigureAwait(false);
    }
}
