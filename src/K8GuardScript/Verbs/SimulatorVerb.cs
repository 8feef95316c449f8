using System.CommandLine;
using K8GuardScript.Demo;
using K8GuardScript.Simulator;
using K8GuardScript.Worker;

namespace K8GuardScript.Verbs;

/// <summary><c>k8guard simulator</c>: the simulated API server alone, for kubectl and for trying the worker against it.</summary>
internal static class SimulatorVerb
{
    public static Command Create()
    {
        var verb = new Command("simulator", "Serve a simulated Kubernetes API on this machine, with objects from manifests or made up.");
        var from = new Option<string?>("--from") { Description = "a file or folder with manifests; else the demo's cluster", HelpName = "PATH" };
        var port = PortOption.Create("--port", "the port at 127.0.0.1; 0 takes any free one");
        var kubeconfig = new Option<string>("--kubeconfig-out")
        {
            Description = "where to write a kubeconfig for it",
            HelpName = "FILE",
            DefaultValueFactory = _ => "simulator.kubeconfig",
        };
        var chaos = new ChaosOptions();
        var generated = new GeneratedOptions();
        verb.Options.Add(from);
        verb.Options.Add(port);
        verb.Options.Add(kubeconfig);
        generated.AddTo(verb);
        chaos.AddTo(verb);
        verb.SetAction((parsed, cancel) => CommandLine.StoppableAsync(
            () => RunAsync(
                parsed.GetValue(from),
                generated.Read(parsed),
                parsed.GetValue(port),
                UserPath.Absolute(parsed.GetValue(kubeconfig)!, "--kubeconfig-out"),
                cluster => chaos.Apply(parsed, cluster.Faults),
                cancel),
            cancel));
        return verb;
    }

    private static async Task<int> RunAsync(
        string? from, GeneratedObjects generated, int port, string kubeconfig, Action<SimulatedCluster> prepare, CancellationToken cancel)
    {
        var manifests = generated.Count > 0 && from is null ? null : UserPath.Absolute(from ?? Path.Combine(ProgramFolders.Samples, "cluster"), "--from");
        if (manifests is not null && !Path.Exists(manifests))
            throw new StartException($"`{manifests}` does not exist: name a file or folder with manifests with `--from`");

        await using var cluster = await SimulatedClusters.StartAsync(manifests is null ? [] : [manifests], port, generated, cancel).ConfigureAwait(false);
        prepare(cluster);
        try
        {
            await File.WriteAllTextAsync(kubeconfig, cluster.Kubeconfig, cancel).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"the kubeconfig `{kubeconfig}` can't be written: {failure.Message}; name another file with `--kubeconfig-out`");
        }

        var told = $"a simulated cluster answers at {cluster.Address}\ntry: kubectl --kubeconfig {kubeconfig} get deployments -A";
        await Console.Out.WriteLineAsync(told).ConfigureAwait(false);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return 0;
    }
}
