namespace K8GuardScript.Tests.Scripts;

public sealed partial class PolicyReloaderTests
{
    [Fact]
    public async Task A_reload_that_is_cut_off_takes_nothing_over()
    {
        folder.Write("a.csx", Script("a"));
        folder.Write("b.csx", Script("b"));
        await ReloadAsync();
        var (before, shown) = (rulebook.Current, shelf.All());

        clock.Advance(TimeSpan.FromMinutes(1));
        File.Delete(folder.At("a.csx"));
        folder.Write("b.csx", Script("b", title: "Another title"));
        await LookAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reloader.ReloadAsync(new CancellationToken(canceled: true)));

        Assert.Same(before, rulebook.Current);
        Assert.Same(shown, shelf.All());
        folder.Write("a.csx", Script("a"));
        await ReloadAsync();
        Assert.Same(before.Policies.Find("a"), rulebook.Current.Policies.Find("a"));
        Assert.Equal((Some.Noon, Some.Noon.AddMinutes(1)), (Entry("a.csx").LoadedAt, Entry("b.csx").LoadedAt));
    }
}
