using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using K8GuardScript.Bench;
using K8GuardScript.Bench.Idle;
using K8GuardScript.Bench.Objects;
using K8GuardScript.Bench.Reloads;
using K8GuardScript.Bench.Scan;
using K8GuardScript.Bench.Scripts;
using K8GuardScript.Bench.Sync;
using Perfolizer.Horology;

switch (args)
{
    case ["sync", .. var rest]:
        return await SyncCommand.RunAsync(rest);
    case ["objects", .. var rest]:
        return ObjectsCommand.Run(rest);
    case ["serve-pods", var pods]:
        return await PodServer.RunAsync(pods);
    case ["scripts", .. var rest]:
        return await ScriptsCommand.RunAsync(rest);
    case ["reloads", .. var rest]:
        return await ReloadsCommand.RunAsync(rest);
    case ["scan", .. var rest]:
        return await ScanCommand.RunAsync(rest);
    case ["idle", .. var rest]:
        return await IdleCommand.RunAsync(rest);
    case ["rules", .. var rest]:
        // in this process: the rules are compiled at run time, and a build per benchmark would tell nothing more
        var job = Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance)
            .WithIterationTime(TimeInterval.FromMilliseconds(50)).WithIterationCount(30);
        BenchmarkRunner.Run<RuleBenchmarks>(DefaultConfig.Instance.AddJob(job), rest);
        return 0;
    default:
        BenchmarkSwitcher.FromTypes([typeof(CompileBenchmarks), typeof(JudgeBenchmarks), typeof(StoreBenchmarks), typeof(ViewBenchmarks)]).Run(args);
        return 0;
}
