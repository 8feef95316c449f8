using K8GuardScript.Simulator.Faults;

namespace K8GuardScript.Simulator.Tests.Faults;

public sealed class ChaosTests
{
    private static readonly RequestVerb[] Requests =
        [.. from verb in new[] { "list", "watch", "patch" } from resource in new[] { "pods", "jobs" } select new RequestVerb(verb, resource)];

    [Fact]
    public void The_same_seed_brings_the_same_faults() => Assert.Equal(Faults(7, 0.5), Faults(7, 0.5));

    [Fact]
    public void Another_seed_brings_others() => Assert.NotEqual(Faults(7, 0.5), Faults(8, 0.5));

    [Fact]
    public void Every_kind_of_fault_comes_with_time() =>
        Assert.Equal(Enum.GetValues<FaultKind>(), Faults(1, 1).Select(fault => fault!.Kind).Distinct().Order());

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    public void About_the_share_is_struck(double share)
    {
        var faults = Faults(3, share);

        Assert.InRange(faults.Count(fault => fault is not null) / (double)faults.Count, share * 0.8, share * 1.2);
    }

    [Fact]
    public void A_fault_that_was_asked_for_goes_before_chance()
    {
        var faults = new FaultInjection();
        faults.Start(1, 1);
        faults.Add(new Fault { Kind = FaultKind.LostAnswer, Verb = "list" });

        Assert.Equal(FaultKind.LostAnswer, faults.Next(Requests[0])!.Kind);
        Assert.NotEqual(FaultKind.LostAnswer, faults.Next(Requests[0])!.Kind);
        faults.Stop();
        Assert.Null(faults.Next(Requests[0]));
    }

    private static List<Fault?> Faults(int seed, double share)
    {
        var faults = new FaultInjection();
        faults.Start(seed, share);
        return [.. from ordinal in Enumerable.Range(0, 300) from request in Requests select faults.Next(request)];
    }
}
