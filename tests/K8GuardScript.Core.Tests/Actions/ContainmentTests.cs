using System.Text.Json.Nodes;
using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Actions.Planning;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Tests.Doubles;

namespace K8GuardScript.Core.Tests.Actions;

public sealed class ContainmentTests
{
    private static readonly KindName Farms = KindName.Parse("example.com/v1", "Farm");

    [Theory]
    [InlineData(8, "8", "it", true)]
    [InlineData(9, "8", "it", false)]
    [InlineData(7, "8", "it", false)]
    [InlineData(8, "8", "another", false)]
    [InlineData(8, "odd", "it", false)]
    public void What_was_scaled_by_its_subresource_is_contained_until_somebody_changes_it(int generation, string stopped, string id, bool holds)
    {
        var ledger = new Ledger(new MemoryLedgerStore());
        ledger.Commit(() => new LedgerChange { Actions = [Some.Action(id: "it") with { Kind = Farms }] });
        var farm = Some.Manifest(Farms, "shop", "f", "{\"spec\":{\"size\":0}}");
        farm["metadata"]!["generation"] = generation;
        farm["metadata"]!["annotations"] = new JsonObject
        {
            [ActionAnnotations.ActionId] = id,
            [ActionAnnotations.StoppedGeneration] = stopped,
        };

        Assert.Equal(holds, Containment.Holds(farm.Parsed(), ledger));
    }
}
