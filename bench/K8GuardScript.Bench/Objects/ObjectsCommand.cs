using System.Buffers;
using System.Globalization;
using K8GuardScript.Bench.Sync;
using K8GuardScript.Sdk.Objects;
using K8GuardScript.Sdk.Views;

namespace K8GuardScript.Bench.Objects;

/// <summary>
/// <c>objects [--pods N] [--runs N]</c>: how fast pods are read, what each of them holds in the end, and what a rule over their
/// containers costs, when it runs over all of them, and when it runs over the same few again and again.
/// </summary>
internal static class ObjectsCommand
{
    private const int Few = 400;

    public static int Run(string[] args)
    {
        var pods = Option(args, "--pods", 50_000);
        var runs = Option(args, "--runs", 7);
        var json = Enumerable.Range(0, pods).Select(Json).ToArray();
        var bytes = json.Sum(pod => (long)pod.Length);
        Console.WriteLine(Line($"{pods} pods of {bytes / pods} bytes each, median of {runs} runs after one to warm up"));

        var samples = Enumerable.Range(0, runs + 1).Select(_ => Measure(json, bytes)).Skip(1).ToList();
        Console.WriteLine(Line($"read               {Median(sample => sample.MegabytesPerSecond):f0} MB/s of CPU time"));
        Console.WriteLine(Line($"held               {Median(sample => sample.HeldBytes):f0} bytes each"));
        Console.WriteLine(Line($"rule over all      {Median(sample => sample.AllNanoseconds):f0} ns each"));
        Console.WriteLine(Line($"rule over {Few} pods {Median(sample => sample.FewNanoseconds):f0} ns each"));
        Console.WriteLine(Line($"garbage of a rule  {Median(sample => sample.RuleBytes):f0} bytes"));
        return 0;

        double Median(Func<Sample, double> pick) => samples.Select(pick).Order().ElementAt(samples.Count / 2);
    }

    private static Sample Measure(byte[][] json, long bytes)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var tables = new ObjectTables();
        var pods = new KubeObject[json.Length];
        var start = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < json.Length; i++) pods[i] = KubeObject.Parse(json[i], "v1", "Pod", tables);
        var read = Environment.CpuUsage.TotalTime - start;
        var held = GC.GetTotalMemory(forceFullCollection: true) - before;

        var all = Rule(pods, 3);
        var garbage = GC.GetAllocatedBytesForCurrentThread();
        var few = Rule(pods[..Few], 500);
        garbage = GC.GetAllocatedBytesForCurrentThread() - garbage;
        return new Sample(bytes / 1e6 / read.TotalSeconds, (double)held / pods.Length, all, few, garbage / (500.0 * Few));
    }

    private static double Rule(KubeObject[] pods, int rounds)
    {
        var start = TimeProvider.System.GetTimestamp();
        var findings = 0;
        for (var round = 0; round < rounds; round++)
        {
            foreach (var pod in pods) findings += Findings(new Pod(pod.Root));
        }

        GC.KeepAlive(findings);
        return TimeProvider.System.GetElapsedTime(start).TotalNanoseconds / ((double)rounds * pods.Length);
    }

    private static int Findings(Pod pod)
    {
        var findings = pod.Spec.HostNetwork == true ? 1 : 0;
        foreach (var container in pod.Spec.Containers)
        {
            if (!container.Image.StartsWith("registry.example.com/")) findings++;
            if (container.SecurityContext.Privileged == true) findings++;
            if (container.SecurityContext.AllowPrivilegeEscalation != false) findings++;
            if (container.SecurityContext.Capabilities.Add.Contains("ALL")) findings++;
        }

        return findings;
    }

    private static byte[] Json(int number)
    {
        var output = new ArrayBufferWriter<byte>(8192);
        SomePods.Write(number, output);
        return output.WrittenSpan.ToArray();
    }

    private static int Option(string[] args, string name, int fallback) =>
        Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : fallback;

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed record Sample(double MegabytesPerSecond, double HeldBytes, double AllNanoseconds, double FewNanoseconds, double RuleBytes);
}
