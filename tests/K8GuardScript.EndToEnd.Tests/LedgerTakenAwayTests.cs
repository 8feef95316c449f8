using System.Net;

namespace K8GuardScript.EndToEnd.Tests;

/// <summary>Somebody removes or moves the files of a running guard, or their folder: it must neither act on what it can't remember, nor be silent.</summary>
public sealed class LedgerTakenAwayTests
{
    [Theory]
    [InlineData("file moved")]
    [InlineData("folder moved")]
    public async Task It_is_told_nothing_is_told_or_done_and_all_of_it_comes_once_the_files_are_back(string how)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only there the system tells one file from another");
        await using var world = await CrashWorld.StartAsync();
        await using (var guard = world.Run())
        {
            using var client = await guard.ClientAsync();
            await CrashWorld.EventuallyAsync(async () => (await client.GetAsync("/readyz")).Code == HttpStatusCode.OK);
            Move(world, how, isBack: false);
            await TroubledAsync(guard, client);
            await NothingHappensAsync(world, client, "while-away");

            Move(world, how, isBack: true);
            await CrashWorld.EventuallyAsync(() => Task.FromResult(world.Replicas("while-away") == 0));
            Assert.DoesNotContain("removed, moved or replaced", (await client.GetAsync("/readyz")).Text, StringComparison.Ordinal);
            Assert.Contains("k8guard_ledger_trouble 0", (await client.GetAsync("/metrics")).Text, StringComparison.Ordinal);
            Assert.Equal(0, await guard.StopAsync());
        }

        await world.FinishAsync("while-away");
        Assert.Equal(1, world.WritesTo("while-away"));
        Assert.Empty(Directory.EnumerateFiles(world.Data, "*damaged*"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_ledger_that_is_gone_for_good_stops_acting_and_a_new_one_begins_without_acting_on_what_was_there(bool isJournalGone)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only there the system tells one file from another");
        await using var world = await CrashWorld.StartAsync();
        await using (var guard = world.Run())
        {
            using var client = await guard.ClientAsync();
            await CrashWorld.EventuallyAsync(async () => (await client.GetAsync("/readyz")).Code == HttpStatusCode.OK);
            File.Delete(Path.Combine(world.Data, "ledger.db"));
            if (isJournalGone) File.Delete(Path.Combine(world.Data, "ledger.db-wal"));
            await TroubledAsync(guard, client);
            await NothingHappensAsync(world, client, "orphan");
            Assert.Equal(0, await guard.StopAsync());
        }

        await using var next = world.Run();
        using var again = await next.ClientAsync();
        await CrashWorld.EventuallyAsync(async () => (string?)(await again.ItemsAsync("/api/v1/policies")).Single()["baseline"] == "closed");
        Assert.Equal(!isJournalGone, (await again.GetAsync("/readyz")).Text.Contains("damaged", StringComparison.Ordinal));
        await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System, Deadline.Token());
        Assert.Equal((3, 0), (world.Replicas("orphan"), world.WritesTo("orphan")));
    }

    private static void Move(CrashWorld world, string how, bool isBack)
    {
        var file = Path.Combine(world.Data, "ledger.db");
        var (from, to) = isBack ? (".away", "") : ("", ".away");
        if (how == "file moved") File.Move(file + from, file + to);
        else Directory.Move(world.Data + from, world.Data + to);
    }

    private static async Task TroubledAsync(K8GuardProcess guard, GuardClient client)
    {
        await CrashWorld.EventuallyAsync(
            async () => (await client.GetAsync("/readyz")).Text.Contains("removed, moved or replaced", StringComparison.Ordinal));
        Assert.Contains("put it back", (await client.GetAsync("/readyz")).Text, StringComparison.Ordinal);
        Assert.Contains("k8guard_ledger_trouble 1", (await client.GetAsync("/metrics")).Text, StringComparison.Ordinal);
        await CrashWorld.EventuallyAsync(
            () => Task.FromResult((guard.Output + guard.Errors).Contains("nothing is counted, told or acted on: `", StringComparison.Ordinal)));
    }

    private static async Task NothingHappensAsync(CrashWorld world, GuardClient client, string name)
    {
        world.Deploy(name);
        await Task.Delay(TimeSpan.FromSeconds(4), TimeProvider.System, Deadline.Token());
        Assert.Equal((3, 0, 0), (world.Replicas(name), world.WritesTo(name), world.Warnings(name, 1)));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/readyz")).Code);
        Assert.Empty(await client.ItemsAsync("/api/v1/actions?state=intended"));
    }
}
