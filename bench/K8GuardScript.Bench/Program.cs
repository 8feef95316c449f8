using BenchmarkDotNet.Running;
using K8GuardScript.Bench;
using K8GuardScript.Bench.Scripts;
using K8GuardScript.Bench.Sync;

switch (args)
{
    case ["sync", .. var rest]:
        return await SyncCommand.RunAsync(rest);
    case ["serve-pods", var pods]:
        return await PodServer.RunAsync(pods);
    case ["scripts", .. var rest]:
        return await ScriptsCommand.RunAsync(rest);
    default:
        BenchmarkSwitcher.FromTypes([typeof(CompileBenchmarks), typeof(JudgeBenchmarks)]).Run(args);
        return 0;
}
