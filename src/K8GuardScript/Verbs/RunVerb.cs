using System.CommandLine;
using K8GuardScript.Core.Show;
using K8GuardScript.Kubernetes.Configuration;
using K8GuardScript.Terminal;
using K8GuardScript.Worker;
using K8GuardScript.Worker.Leadership;

namespace K8GuardScript.Verbs;

/// <summary><c>k8guard run</c>: the worker against a real cluster.</summary>
internal static class RunVerb
{
    /// <param name="compose">lays other parts over the program's own, for tests; null for none</param>
    public static Command Create(Action<IServiceCollection>? compose = null)
    {
        var verb = new Command("run", "Watch a cluster, warn the owners of what violates the policies, and serve the HTTP API.");
        var kubeconfig = new Option<string?>("--kubeconfig")
        {
            Description = "the kubeconfig to use; else KUBECONFIG, ~/.kube/config, or the service account of the pod",
            HelpName = "FILE",
        };
        var context = new Option<string?>("--context") { Description = "the context in it; else its current one", HelpName = "NAME" };
        var exec = new Option<bool>("--allow-exec")
        {
            Description = "run the credential plugin (`exec`) that the kubeconfig names: such a file is code, so only if you trust it",
        };
        var lease = new Option<string?>("--lease-namespace")
        {
            Description = "where the Lease `k8guard` lies, of which only the holder acts "
                + "[default: the pod's namespace; outside a cluster that of the context]",
            HelpName = "NAME",
        };
        var act = new Option<bool>("--act") { Description = "let the guard act outside the cluster too, where the settings say `mode: act`" };
        var worker = new WorkerArguments("./policies", "policies.yaml in the policies folder", "./k8guard-data");
        verb.Options.Add(kubeconfig);
        verb.Options.Add(context);
        verb.Options.Add(exec);
        verb.Options.Add(lease);
        verb.Options.Add(act);
        worker.AddTo(verb);
        verb.SetAction((parsed, cancel) =>
        {
            var options = worker.Read(parsed, policies: "policies", config: [], data: "k8guard-data");
            options = options with { Lease = new LeaseOptions(parsed.GetValue(lease)) };
            var places = ClusterAccess.Places(parsed.GetValue(kubeconfig), parsed.GetValue(context), parsed.GetValue(exec));
            options = options with { MayAct = parsed.GetValue(act) };
            return CommandLine.StoppableAsync(() => RunAsync(options, places, compose, cancel), cancel);
        });
        return verb;
    }

    private static async Task<int> RunAsync(
        GuardOptions options, ConfigurationPlaces places, Action<IServiceCollection>? compose, CancellationToken cancel)
    {
        // a token that can't be renewed is told by what reads it, for as long as the worker runs
        using var loggers = LoggerFactory.Create(LogOutput.AddWorkerLog);
        var endpoint = ClusterAccess.Load(places, loggers);
        options = options with { OwnNamespace = ClusterAccess.OwnNamespace(places), MayAct = options.MayAct || endpoint.IsOwn };
        await using var host = GuardHost.Create(options, endpoint, Console.Out, compose: compose);
        var happenings = host.Services.GetRequiredService<HappeningLog>();
        foreach (var warning in endpoint.Warnings) happenings.Tell(HappeningKind.Program, $"careful: {warning}");

        await host.ServeAsync(cancel).ConfigureAwait(false);
        await host.GreetClusterAsync(cancel).ConfigureAwait(false);
        using var printing = PlainPrinter.Start(happenings, Console.Out);
        happenings.Tell(HappeningKind.Program, $"serving {host.Address} with the policies in {options.Policies}");
        await host.RunLoopsAsync(cancel).ConfigureAwait(false);
        await host.WaitAsync(cancel).ConfigureAwait(false);
        return 0;
    }
}
