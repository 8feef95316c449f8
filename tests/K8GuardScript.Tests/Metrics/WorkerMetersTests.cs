using K8GuardScript.Metrics;

namespace K8GuardScript.Tests.Metrics;

public sealed class WorkerMetersTests
{
    [Fact]
    public void Two_workers_in_one_process_tell_their_own_series_and_outlive_each_other()
    {
        var name = $"test-{Guid.NewGuid():N}";
        var (ours, theirs) = (new WorkerMeters(), new WorkerMeters());
        using var scrape = new PrometheusScrape(ours.Owns, name);
        using var meter = ours.Create(name);
        var counter = meter.CreateCounter<int>("a_total", description: "a");
        using (var other = theirs.Create(name)) other.CreateCounter<int>("a_total", description: "a").Add(7);

        counter.Add(1);

        Assert.Equal("# HELP a_total a\n# TYPE a_total counter\na_total 1\n", scrape.Collect());
    }
}
