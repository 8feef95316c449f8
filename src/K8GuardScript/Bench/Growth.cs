using System.Globalization;

namespace K8GuardScript.Bench;

/// <summary>How cost grows with objects and with policies.</summary>
/// <param name="Runs">by objects, then by policies</param>
internal sealed record Growth(IReadOnlyList<BenchResult> Runs)
{
    private const double MostPerObject = 1.3;
    private const double MostOfPolicies = 4.4;

    /// <summary>Seconds of a full pass for each object, 100,000 objects over 10,000; at most 1.3.</summary>
    public double PassPerObject => PerObject(run => run.Sweep.Seconds);

    /// <summary>The same of listing everything and judging it for the first time.</summary>
    public double FirstPassPerObject => PerObject(run => run.Sync.Seconds + run.FirstVerdicts);

    /// <summary>The same of resident memory beside what the worker takes without objects.</summary>
    public double MemoryPerObject => PerObject(run => run.Memory.Synced.ResidentMegabytes - run.Memory.Started.ResidentMegabytes);

    /// <summary>Seconds of a full pass, 200 policies over 50; at most 4.4.</summary>
    public double PassOfPolicies => Of(10_000, 200).Sweep.Seconds / Of(10_000, 50).Sweep.Seconds;

    public IEnumerable<string> Lines()
    {
        yield return "objects policies  listed s  first s    pass s  M pairs/s  M runs/s  resident MB  MB/1,000";
        foreach (var run in Runs)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{run.Objects,7} {run.Policies,8} {run.Sync.Seconds,9:0.00} {run.FirstVerdicts,8:0.00} {run.Sweep.Seconds,9:0.000} " +
                $"{run.Sweep.PairsPerSecond / 1e6,10:0.00} {run.Sweep.RuleRunsPerSecond / 1e6,9:0.00} " +
                $"{run.Memory.Synced.ResidentMegabytes,12:0} {run.Memory.MegabytesPerThousandObjects,9:0.00}");
        }

        yield return "";
        yield return "100,000 objects over 10,000, for each object:";
        yield return Ratio("a full pass", PassPerObject, MostPerObject);
        yield return Ratio("listing, and judging for the first time", FirstPassPerObject, MostPerObject);
        yield return Ratio("resident memory", MemoryPerObject, MostPerObject);
        yield return Ratio("200 policies over 50: a full pass", PassOfPolicies, MostOfPolicies);
    }

    private static string Ratio(string what, double ratio, double most) =>
        string.Create(CultureInfo.InvariantCulture, $"  {what,-42} {ratio:0.00} (at most {most:0.0}){(ratio <= most ? "" : "  TOO MUCH")}");

    private double PerObject(Func<BenchResult, double> cost)
    {
        var (many, few) = (Of(100_000, 50), Of(10_000, 50));
        return cost(many) / many.Objects / (cost(few) / few.Objects);
    }

    // the namespaces that every cluster has come on top
    private BenchResult Of(int objects, int policies) =>
        Runs.Single(run => run.Policies == policies && run.Objects / (double)objects is > 0.95 and < 1.05);
}
