using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Watch;
using K8GuardScript.Kubernetes.Configuration;
using K8GuardScript.Kubernetes.Resources;
using K8GuardScript.Kubernetes.Transport;
using K8GuardScript.Kubernetes.Watching;
using Microsoft.Extensions.Logging.Abstractions;

namespace K8GuardScript.Bench.Sync;

/// <summary>
/// <c>sync --pods N [--runs N]</c>: how fast one core takes the first list of so many pods, through the real client, by pages and
/// streamed, into nothing, into the store, and into the store with every place of every pod read once, and how much memory that
/// needs beside the store's own.
/// </summary>
internal static class SyncCommand
{
    private static readonly KindName Pods = new("", "v1", "Pod");

    public static async Task<int> RunAsync(string[] args)
    {
        if (!OperatingSystem.IsLinux())
        {
            await Console.Error.WriteLineAsync("sync measures with what Linux tells of a process");
            return 2;
        }

        var pods = Option(args, "--pods", 50_000);
        var runs = Option(args, "--runs", 5);
        using var server = ServerProcess.Start(pods);
        OneCore.Bind(Environment.ProcessId, core: 0);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{pods} pods, {server.ListBytes / 1e6:0.0} MB of list JSON, one core, median of {runs} runs after one to warm up"));
        Console.WriteLine("managed MB and working set MB are peaks beside what is held in the end");
        Console.WriteLine("list      sink     MB/s wall  MB/s CPU       managed MB       working set MB    held MB");
        foreach (var sink in new[] { "counter", "store", "read" })
        {
            foreach (var isStreamed in new[] { false, true })
            {
                var samples = new List<SyncSample>();
                for (var run = 0; run <= runs; run++) samples.Add(await MeasureAsync(server, pods, isStreamed, StoreFor(sink)));
                var median = SyncSample.Median(samples[1..], isStreamed ? server.StreamBytes : server.ListBytes);
                Console.WriteLine($"{(isStreamed ? "streamed" : "pages"),-9} {sink,-8} {median}");
            }
        }

        return 0;
    }

    private static ObjectStore? StoreFor(string sink) => sink switch
    {
        "store" => new ObjectStore(new QuietListener()),
        "read" => new ObjectStore(new ReadingListener()),
        _ => null,
    };

    private static async Task<SyncSample> MeasureAsync(ServerProcess server, int pods, bool isStreamed, ObjectStore? store)
    {
        // the run before may have called this one from its last step, and would then hold its store all through this one
        await Task.Yield();
        using var meter = new Meter("bench");
        var endpoint = new ClusterEndpoint { Server = new Uri($"http://127.0.0.1:{server.Port}"), Description = "the bench" };
        using var api = ApiClient.Create(endpoint, TimeProvider.System, NullLoggerFactory.Instance, meter);
        using var stop = new CancellationTokenSource();
        var memory = new PeakMemory();
        var sink = new MeasuredSink(store, memory);
        var watch = new ClusterWatch(api, new ResourceCatalog(api), sink, Random.Shared, new WatchOptions { StreamsLists = isStreamed });

        var cpu = Cpu();
        var started = TimeProvider.System.GetTimestamp();
        var running = watch.RunAsync([Pods], stop.Token);
        await sink.Complete;
        var wall = TimeProvider.System.GetElapsedTime(started);
        cpu = Cpu() - cpu;
        memory.End();
        var held = PeakMemory.Held();

        await stop.CancelAsync();
        await running;
        if (sink.Count != pods) throw new InvalidOperationException($"{sink.Count} pods came");
        GC.KeepAlive(store);
        return new SyncSample(
            wall,
            cpu,
            memory.Managed - Math.Max(memory.ManagedBefore, held.Managed),
            memory.WorkingSet - Math.Max(memory.WorkingSetBefore, held.WorkingSet),
            held.Managed - memory.ManagedBefore);
    }

    private static TimeSpan Cpu()
    {
        using var self = Process.GetCurrentProcess();
        return self.TotalProcessorTime;
    }

    private static int Option(string[] args, string name, int usual)
    {
        var at = Array.IndexOf(args, name);
        return at < 0 ? usual : int.Parse(args[at + 1], CultureInfo.InvariantCulture);
    }
}
