using System.Buffers;
using BenchmarkDotNet.Attributes;
using K8GuardScript.Bench.Sync;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Watch;

namespace K8GuardScript.Bench;

/// <summary>What the store takes for a pod that is listed, that changed, and that is listed again as it is.</summary>
[MemoryDiagnoser]
public class StoreBenchmarks
{
    private const int Pods = 2_000;
    private static readonly KindName Kind = new("", "v1", "Pod");

    private readonly byte[][] json = [.. Enumerable.Range(0, Pods).Select(number => Json(number))];
    private byte[][] changed = [];
    private ObjectStore filled = null!;
    private int round;

    [GlobalSetup]
    public void Setup()
    {
        filled = List(json);
        changed = new byte[Pods][];
    }

    /// <summary>The next versions: an older one than is known would be no news.</summary>
    [IterationSetup(Target = nameof(Replace))]
    public void NextVersions()
    {
        round++;
        for (var number = 0; number < Pods; number++) changed[number] = Json(number, version: round);
    }

    [Benchmark(OperationsPerInvoke = Pods)]
    public object Insert() => List(json);

    [Benchmark(OperationsPerInvoke = Pods)]
    public void Replace()
    {
        foreach (var pod in changed) filled.Changed(Kind, pod);
    }

    private static ObjectStore List(byte[][] json)
    {
        var store = new ObjectStore(new QuietListener());
        store.Expect(Kind);
        store.BeginList(Kind);
        foreach (var pod in json) store.Listed(Kind, pod);
        store.EndList(Kind);
        return store;
    }

    private static byte[] Json(int number, int version = 0)
    {
        var output = new ArrayBufferWriter<byte>(8192);
        SomePods.Write(number, output);
        if (version == 0) return output.WrittenSpan.ToArray();
        var text = System.Text.Encoding.UTF8.GetString(output.WrittenSpan);
        var next = SomePods.Version(number + (version * 1_000_000));
        return System.Text.Encoding.UTF8.GetBytes(text.Replace($"\"{SomePods.Version(number)}\"", $"\"{next}\"", StringComparison.Ordinal));
    }
}
