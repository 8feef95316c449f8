using BenchmarkDotNet.Running;
using K8GuardScript.Bench;
using K8GuardScript.Bench.Objects;
using K8GuardScript.Bench.Sync;

switch (args)
{
    case ["sync", .. var rest]:
        return await SyncCommand.RunAsync(rest);
    case ["objects", .. var rest]:
        return ObjectsCommand.Run(rest);
    case ["serve-pods", var pods]:
        return await PodServer.RunAsync(pods);
    default:
        BenchmarkSwitcher.FromTypes([typeof(CompileBenchmarks), typeof(JudgeBenchmarks)]).Run(args);
        return 0;
}
