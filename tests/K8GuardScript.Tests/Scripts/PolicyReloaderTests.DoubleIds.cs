using K8GuardScript.Scripts;

namespace K8GuardScript.Tests.Scripts;

public sealed partial class PolicyReloaderTests
{
    [Fact]
    public async Task A_new_file_can_not_take_the_place_of_a_running_policy()
    {
        folder.Write("b.csx", Script("same", title: "B"));
        await ReloadAsync();
        clock.Advance(TimeSpan.FromSeconds(1));

        folder.Write("a.csx", Script("same", title: "A"));
        await ReloadAsync();

        Assert.Equal("B", Assert.Single(rulebook.Current.Policies.All).Definition.Title);
        Assert.Equal(ShelfState.Failed, Entry("a.csx").State);

        folder.Write("b.csx", Script("same", title: "B2"));
        await ReloadAsync();
        Assert.Equal("B2", Assert.Single(rulebook.Current.Policies.All).Definition.Title);
    }

    [Fact]
    public async Task An_id_that_two_files_claim_belongs_to_the_first_until_that_one_goes()
    {
        folder.Write("a.csx", Script("same", title: "A"));
        folder.Write("b.csx", Script("same", title: "B"));
        await ReloadAsync();

        Assert.Equal("A", Assert.Single(rulebook.Current.Policies.All).Definition.Title);
        Assert.Equal(ShelfState.Failed, Entry("b.csx").State);
        Assert.Contains("is already in `a.csx`", Assert.Single(Entry("b.csx").Problems).Message, StringComparison.Ordinal);

        File.Delete(folder.At("a.csx"));
        await ReloadAsync();
        Assert.Equal("B", Assert.Single(rulebook.Current.Policies.All).Definition.Title);
    }
}
