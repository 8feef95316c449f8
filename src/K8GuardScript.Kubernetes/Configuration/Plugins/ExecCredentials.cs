using Microsoft.Extensions.Logging;

namespace K8GuardScript.Kubernetes.Configuration.Plugins;

/// <summary>
/// Credentials from a plugin. It is run when there is nothing to show, ahead of expiry in the background, and after a 401;
/// never twice at once, and after a failure not again before a growing wait is over. The last good credential is kept for
/// as long as it has not expired.
/// </summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage(
    "Design", "CA1001", Justification = "a source of cancellation without a timer and without a handle holds nothing to free")]
internal sealed class ExecCredentials(ExecPlugin plugin, TimeProvider time, ILogger log) : ICredentialSource
{
    /// <summary>How long before its end a credential is renewed.</summary>
    public static readonly TimeSpan Leeway = TimeSpan.FromSeconds(60);

    /// <summary>A plugin that gives what it gave before is not asked more often than this for it.</summary>
    private static readonly TimeSpan Gap = TimeSpan.FromSeconds(10);

    /// <summary>How long killing a plugin may take.</summary>
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly RunPause pause = new(time);
    private readonly CancellationTokenSource stop = new();
    private HeldCredential? held;
    private Task? running;
    private string failure = "";

    /// <inheritdoc />
    public CredentialTally Tally { get; } = new();

    /// <summary>The run that is under way, or a task that is over.</summary>
    public Task Run
    {
        get
        {
            lock (gate) return running ?? Task.CompletedTask;
        }
    }

    /// <inheritdoc />
    public async ValueTask<Credential> GetAsync(CancellationToken cancel)
    {
        Task run;
        lock (gate)
        {
            var usable = this.held?.IsUsable(time.GetUtcNow()) == true ? this.held : null;
            if (usable is not null && !usable.IsRejected && time.GetUtcNow() < usable.RenewAt) return usable.Credential;

            if (running is null && pause.IsOver) running = Task.Run(RunAsync, CancellationToken.None);
            if (usable is not null && (running is null || !usable.IsRejected)) return usable.Credential;
            run = running ?? throw new CredentialException($"{failure}; it is asked again in a moment");
        }

        // of all callers: the one that gives up does not end it for the others
        await run.WaitAsync(cancel);
        lock (gate)
        {
            return this.held is { } now && now.IsUsable(time.GetUtcNow()) ? now.Credential : throw new CredentialException(failure);
        }
    }

    /// <inheritdoc />
    public void Rejected(Credential credential)
    {
        lock (gate)
        {
            if (this.held is not { IsRejected: false } held || held.Credential != credential) return;
            this.held = held with { IsRejected = true };
            pause.AfterRejection(time.GetElapsedTime(held.GotAt));
        }
    }

    /// <inheritdoc />
    public void Stop()
    {
        var run = Run;
        stop.Cancel();

        // the program may end right behind this, and would leave the plugin running
        Task.WaitAny([run], LongestEnd);
    }

    private async Task RunAsync()
    {
        try
        {
            var run = await new PluginProcess(plugin, time).RunAsync(stop.Token);
            Take(run);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            Fail($"credential plugin `{plugin.Command}` was ended, as nothing needs it any more");
        }
        catch (CredentialException e)
        {
            Fail(e.Message);
            ConfigurationLog.PluginFailed(log, e.Message);
        }
        catch (Exception e)
        {
            // INVARIANT: a run always ends, or nobody would ever get a credential again
            Fail($"credential plugin `{plugin.Command}` could not be used, see the log");
            ConfigurationLog.PluginFaulted(log, e, plugin.Command);
        }
    }

    private void Take(PluginRun run)
    {
        PluginReply? reply = null;
        var before = this.held?.Credential.Token;
        try
        {
            reply = run.ExitCode == 0
                ? PluginReply.Read(run.Reply, plugin, time.GetUtcNow())
                : throw new CredentialException($"credential plugin `{plugin.Command}` ended with code {run.ExitCode}");
            Keep(reply);
        }
        finally
        {
            var words = PluginWords.Of(run.Complaint, reply?.Token, before);
            var level = reply is null ? LogLevel.Warning : LogLevel.Information;
            if (words.Length > 0) ConfigurationLog.PluginSaid(log, level, plugin.Command, words);
        }
    }

    private void Keep(PluginReply reply)
    {
        lock (gate)
        {
            var before = this.held?.Credential;
            var identity = before?.Identity?.IsSameAs(reply.Identity) == true ? before.Identity : reply.Identity;
            var credential = new Credential(reply.Token, identity, (before?.Ordinal ?? 0) + 1);
            this.held = HeldCredential.From(credential, reply.ExpiresAt, time, Leeway, Gap);
            running = null;
            pause.AfterSuccess();
            Tally.AddRenewed();
        }
    }

    private void Fail(string why)
    {
        lock (gate)
        {
            failure = why;
            running = null;
            pause.AfterFailure();
            Tally.AddFailed();
        }
    }
}
