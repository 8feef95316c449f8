using K8GuardScript.Sdk.Metering;
using K8GuardScript.Sdk.Operators;
using K8GuardScript.Sdk.Views;

namespace K8GuardScript.Sdk.Tests.Operators;

public sealed class FuelTests
{
    [Fact]
    public void Lists_that_grow_without_end_are_paid_for()
    {
        var list = Entry.Frozen(1);

        Assert.True(Stops(() =>
        {
            while (true) list = Shapes.Concat(list, list);
        }));
        Assert.True(list.Count <= 1_000_000, $"{list.Count} items were made of 1,000,000 units");
    }

    [Fact]
    public void Sorting_again_and_again_is_paid_for()
    {
        var list = Groups.ToFrozen(Enumerable.Range(0, 1_000));

        Assert.True(Stops(() =>
        {
            while (true) list = Orders.OrderBy(list, x => -x);
        }));
    }

    [Fact]
    public void A_sequence_without_end_is_not_walked_to_the_end()
    {
        Assert.True(Stops(() => Questions.Count(Endless())));
    }

    [Fact]
    public void A_selector_costs_as_much_as_it_has_requirements()
    {
        var requirements = string.Join(',', Enumerable.Repeat("""{"key":"app","operator":"Exists"}""", 1000));
        var root = Some.Object($$$"""{"spec":{"selector":{"matchExpressions":[{{{requirements}}}]}},"metadata":{"labels":{"app":"web"} } }""").Root;
        var (selector, labels) = (new Deployment(root).Spec.Selector, new Deployment(root).Metadata.Labels);

        Assert.True(Stops(() =>
        {
            for (var i = 0; i < 1100; i++) selector.Matches(labels);
        }));
    }

    private static bool Stops(Action work)
    {
        Fuel.Start(RunLimits.Rules with { Units = 1_000_000 });
        try
        {
            work();
            return false;
        }
        catch (FuelExhaustedException)
        {
            return true;
        }
        finally
        {
            Fuel.Stop();
        }
    }

    private static IEnumerable<int> Endless()
    {
        while (true) yield return 1;
    }
}
