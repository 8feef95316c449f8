using System.CommandLine;
using K8GuardScript.Core.Show;
using K8GuardScript.Demo;
using K8GuardScript.Kubernetes.Configuration;
using K8GuardScript.Worker;
using Microsoft.Extensions.Logging.Abstractions;

namespace K8GuardScript.Verbs;

/// <summary><c>k8guard demo</c>: the worker against a simulated cluster in the same process.</summary>
internal static class DemoVerb
{
    public static Command Create()
    {
        var verb = new Command("demo", "Watch the guard at work on a simulated cluster: it warns twice, seconds apart, and then acts.");
        var cluster = new Option<string?>("--cluster") { Description = "a file or folder with the simulated cluster's manifests", HelpName = "PATH" };
        var port = PortOption.Create("--cluster-port", "the simulated API server's port; 0 takes any free one");
        var kubeconfig = new Option<string?>("--kubeconfig") { Hidden = true };
        kubeconfig.Validators.Add(result => result.AddError(
            "the demo acts, so it only ever talks to its own simulated cluster and takes no `--kubeconfig`: use `k8guard run --kubeconfig FILE` for yours"));
        var worker = new WorkerArguments("the shipped policies", "the demo's own; named files come on top of them", "a folder that goes with the demo");
        verb.Options.Add(cluster);
        verb.Options.Add(port);
        verb.Options.Add(kubeconfig);
        worker.AddTo(verb);
        verb.SetAction(async (parsed, cancel) =>
        {
            using var folder = DemoFolder.Of(parsed.GetValue(worker.Data));
            var options = worker.Read(parsed, ProgramFolders.Policies, [Path.Combine(ProgramFolders.Samples, "demo.yaml")], folder.Path);
            var manifests = UserPath.Absolute(parsed.GetValue(cluster) ?? Path.Combine(ProgramFolders.Samples, "cluster"), "--cluster");
            if (!Path.Exists(manifests)) throw new StartException($"`{manifests}` does not exist: name a file or folder with manifests with `--cluster`");
            return await CommandLine.StoppableAsync(() => RunAsync(options, folder, manifests, parsed.GetValue(port), cancel), cancel).ConfigureAwait(false);
        });
        return verb;
    }

    private static async Task<int> RunAsync(GuardOptions options, DemoFolder folder, string manifests, int port, CancellationToken cancel)
    {
        await using var cluster = await SimulatedClusters.StartLaterAsync([manifests], port, cancel).ConfigureAwait(false);
        var kubeconfig = $"{folder.Kubeconfig}.{Environment.ProcessId}";
        DemoFolder.Write(kubeconfig, cluster.Kubeconfig);
        options = options with { MayAct = true, BuiltInConfig = folder.InboxSettings() };

        var endpoint = ClusterAccess.Load(new ConfigurationPlaces { ExplicitPath = kubeconfig }, NullLoggerFactory.Instance);
        using var screen = DemoScreen.Create();
        await using var host = GuardHost.Create(options, endpoint, screen.ChannelOutput, new Inbox().Map);
        try
        {
            await host.ServeAsync(cancel).ConfigureAwait(false);
        }
        catch
        {
            File.Delete(kubeconfig);
            throw;
        }

        // INVARIANT: only now, as the ledger is ours: another demo on this folder keeps its files.
        File.Move(kubeconfig, folder.Kubeconfig, overwrite: true);
        DemoFolder.Write(folder.InboxUrl, new Uri(host.Address, Inbox.Path).ToString());
        await host.GreetClusterAsync(cancel).ConfigureAwait(false);

        screen.Start(host.Services, new DemoIntroduction(host.Address, options.Policies, folder.Kubeconfig));
        await host.RunLoopsAsync(cancel).ConfigureAwait(false);
        await Arrival.WhenReadyAsync(cluster, host.Services, cancel).ConfigureAwait(false);
        await host.WaitAsync(cancel).ConfigureAwait(false);
        host.Services.GetRequiredService<HappeningLog>().Tell(HappeningKind.Program, "stopping");
        return 0;
    }
}
