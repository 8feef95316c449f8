using K8GuardScript.Bench;

namespace K8GuardScript.Tests.Bench;

public sealed class GrowthTests
{
    [Fact]
    public void Ratios_are_of_each_object_and_too_much_is_told()
    {
        var growth = new Growth([Run(10_004, 50, 0.1, 140), Run(10_004, 200, 0.5, 150), Run(100_004, 50, 1.2, 500)]);

        Assert.Equal(1.2, growth.PassPerObject, 2);
        Assert.Equal(1.0, growth.MemoryPerObject, 2);
        Assert.Equal(5.0, growth.PassOfPolicies, 2);
        var tooMuch = Assert.Single(growth.Lines(), line => line.EndsWith("TOO MUCH", StringComparison.Ordinal));
        Assert.StartsWith("  200 policies over 50", tooMuch, StringComparison.Ordinal);
    }

    private static BenchResult Run(int objects, int policies, double pass, double resident) => new()
    {
        Objects = objects,
        Policies = policies,
        Seed = 1,
        Machine = new Machine(2, "Linux", ".NET", null, default),
        PoliciesInForce = 1,
        Sync = new SyncFigures(objects / 10_000.0, objects, objects / 200.0),
        FirstVerdicts = objects / 10_000.0,
        Sweep = new SweepFigures(pass, 1, (long)objects * policies, objects),
        Edits = [],
        Events = null,
        LookUps = null,
        Memory = new MemoryFigures(new ResidentMemory(100, 10), new ResidentMemory(resident, 50), null, 0, 4),
        Ledger = new LedgerFigures(1, 0.1, 1),
    };
}
