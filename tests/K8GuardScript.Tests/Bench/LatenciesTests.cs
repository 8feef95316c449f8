using K8GuardScript.Bench;

namespace K8GuardScript.Tests.Bench;

public sealed class LatenciesTests
{
    [Fact]
    public void Percentiles_are_values_that_were_measured() =>
        Assert.Equal(new Latencies(200, 100, 180, 198, 200), Latencies.Of([.. Enumerable.Range(1, 200).Reverse().Select(i => (double)i)]));

    [Fact]
    public void One_value_is_all_of_them() => Assert.Equal(new Latencies(1, 7, 7, 7, 7), Latencies.Of([7]));

    [Fact]
    public void Nothing_measured_is_no_figure() => Assert.Null(Latencies.Of([]));
}
