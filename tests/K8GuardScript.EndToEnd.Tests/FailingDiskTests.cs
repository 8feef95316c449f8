using System.Net;

namespace K8GuardScript.EndToEnd.Tests;

/// <summary>
/// Disks as they really fail: full, read-only, unmounted, or answering with errors. No seam of the program stands between; the system itself
/// says no.
/// </summary>
public sealed class FailingDiskTests
{
    [Theory]
    [InlineData("pwrite64", "EIO", "1+", "look at its volume")]
    [InlineData("pwrite64", "EIO", "4+", "look at its volume")]
    [InlineData("pwrite64", "EROFS", "1+", "look at its volume")]
    [InlineData("pwrite64", "ENOSPC", "1+", "the disk is full")]
    [InlineData("fsync", "EIO", "1+", "look at its volume")]
    public async Task While_writing_fails_nothing_is_told_or_done_and_once_it_does_not_all_of_it_comes_without_a_restart(
        string call, string error, string when, string remedy)
    {
        await FaultySystemCalls.NeededAsync();
        await using var world = await CrashWorld.StartAsync();
        await using (var guard = world.Run())
        {
            using var client = await ReadyAsync(guard);
            await using (await FaultySystemCalls.StartAsync(guard, call, error, when))
            {
                world.Deploy("bad");
                await TroubledAsync(client, remedy);

                // where each thread may still write a little, what is small is written, and told
                await NothingHappensAsync(world, client, "bad", deploys: false, mayTell: when != "1+");
            }

            await CrashWorld.EventuallyAsync(() => Task.FromResult(world.Replicas("bad") == 0));
            Assert.Equal(0, await guard.StopAsync());
        }

        await AssertDoneOnceAsync(world, "bad");
    }

    [Theory]
    [InlineData("pwrite64", "EIO")]
    [InlineData("fsync", "EIO")]
    public async Task Killed_after_some_writes_failed_the_next_start_finds_no_damage_and_counts_nothing_that_was_not(string call, string error)
    {
        await FaultySystemCalls.NeededAsync();
        await using var world = await CrashWorld.StartAsync();
        for (var kill = 0; kill < 2; kill++)
        {
            await using var guard = world.Run();
            using var client = await ReadyAsync(guard);
            var names = (string[])[$"before-{kill}", $"while-{kill}", $"after-{kill}"];
            world.Deploy(names[0]);
            await using (await FaultySystemCalls.StartAsync(guard, call, error))
            {
                world.Deploy(names[1]);
                await TroubledAsync(client, "look at its volume");
                await Task.Delay(TimeSpan.FromSeconds(6), TimeProvider.System, Deadline.Token());
                if (kill == 0) await guard.KillAsync();
            }

            if (kill == 1) await CrashWorld.EventuallyAsync(() => Task.FromResult(names[..2].All(name => world.Replicas(name) == 0)));
            world.Deploy(names[2]);
            if (kill == 1) await guard.KillAsync();
        }

        var all = (string[])["before-0", "while-0", "after-0", "before-1", "while-1", "after-1"];
        await world.FinishAsync(all);
        foreach (var name in all)
        {
            Assert.Equal(1, world.WritesTo(name));
            Assert.True(world.Warnings(name, 1) >= 1 && world.Warnings(name, 2) >= 1, $"{name} was not warned twice:\n{world.Texts}");
        }

        Assert.Empty(Directory.EnumerateFiles(world.Data, "*damaged*"));
    }

    [Fact]
    public async Task On_a_disk_that_is_really_full_orders_are_answered_with_why_and_all_goes_on_once_there_is_room()
    {
        await PrivateMount.NeededAsync();
        await using var world = await CrashWorld.StartAsync();
        await using var guard = world.Run(wrapper: Mounted(world));
        using var client = await ReadyAsync(guard);
        var filler = Path.Combine(PrivateMount.Seen(guard, world.Data), "filler");
        Fill(filler);
        world.Deploy("bad");
        await TroubledAsync(client, "the disk is full");
        await NothingHappensAsync(world, client, "bad", deploys: false);

        var token = Path.Combine(PrivateMount.Seen(guard, world.Data), "api-token");
        await RefusedAsync(world, client, token, "paused, but that can't be written down", "pause");
        await RefusedAsync(world, client, token, "it was not taken", "resume");
        await RefusedAsync(world, client, token, "it was not taken", "undo", "--policy", "bad-image", "--since", "1h");
        await RefusedAsync(
            world, client, token, "it was not taken", "snooze", "Deployment/shop/bad", "--policy", "bad-image", "--for", "1h", "--reason", "x");
        Assert.NotNull((await client.JsonAsync("/api/v1/summary"))["paused"]);

        File.Delete(filler);
        await CrashWorld.EventuallyAsync(async () => (await client.JsonAsync("/api/v1/summary"))["ledger"] is null);
        await CrashWorld.EventuallyAsync(() => Task.FromResult(world.Warnings("bad", 2) > 0));
        Assert.Equal(3, world.Replicas("bad"));
        Assert.Equal(0, (await OrderAsync(world, client, token, "resume")).ExitCode);
        await CrashWorld.EventuallyAsync(() => Task.FromResult(world.Replicas("bad") == 0));
        Assert.Equal(1, world.WritesTo("bad"));
    }

    [Fact]
    public async Task A_disk_that_is_read_only_ends_the_start_with_a_message()
    {
        await PrivateMount.NeededAsync();
        await using var world = await CrashWorld.StartAsync();

        await using var guard = world.Run(wrapper: Mounted(world, $" && mount -o remount,ro '{world.Data}'"));

        Assert.Equal(2, await guard.ExitCodeAsync());
        Assert.Contains("--data", guard.Errors, StringComparison.Ordinal);
        Assert.Contains("writ", guard.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_data_folder_that_is_unmounted_is_told_and_nothing_is_done()
    {
        await PrivateMount.NeededAsync();
        await using var world = await CrashWorld.StartAsync();
        await using var guard = world.Run(wrapper: Mounted(world));
        using var client = await ReadyAsync(guard);

        await PrivateMount.WithinAsync(guard, "umount", "-l", world.Data);

        await TroubledAsync(client, "removed, moved or replaced");
        await NothingHappensAsync(world, client, "bad");
    }

    [Fact]
    public async Task A_data_folder_under_something_else_is_told_and_all_goes_on_once_that_is_gone()
    {
        await PrivateMount.NeededAsync();
        await using var world = await CrashWorld.StartAsync();
        await using var guard = world.Run(wrapper: Mounted(world));
        using var client = await ReadyAsync(guard);

        await PrivateMount.WithinAsync(guard, "mount", "-t", "tmpfs", "none", world.Data);
        await TroubledAsync(client, "removed, moved or replaced");
        await NothingHappensAsync(world, client, "bad");

        await PrivateMount.WithinAsync(guard, "umount", world.Data);
        await CrashWorld.EventuallyAsync(() => Task.FromResult(world.Replicas("bad") == 0));
        Assert.Equal(1, world.WritesTo("bad"));
    }

    // the folder as it is, on a small disk of its own
    private static IReadOnlyList<string> Mounted(CrashWorld world, string then = "")
    {
        var saved = world.Data + ".saved";
        Directory.Move(world.Data, saved);
        Directory.CreateDirectory(world.Data);
        return PrivateMount.Wrap(world.Data, "16m", $"cp -a '{saved}/.' '{world.Data}/'{then}");
    }

    private static async Task<GuardClient> ReadyAsync(K8GuardProcess guard)
    {
        var client = await guard.ClientAsync();
        await CrashWorld.EventuallyAsync(async () => (await client.GetAsync("/readyz")).Code == HttpStatusCode.OK);
        return client;
    }

    private static Task TroubledAsync(GuardClient client, string remedy) => CrashWorld.EventuallyAsync(
        async () => (await client.GetAsync("/readyz")).Text is var text && text.Contains("degraded: ledger", StringComparison.Ordinal)
            && text.Contains(remedy, StringComparison.Ordinal));

    private static async Task NothingHappensAsync(CrashWorld world, GuardClient client, string name, bool deploys = true, bool mayTell = false)
    {
        if (deploys) world.Deploy(name);
        await Task.Delay(TimeSpan.FromSeconds(4), TimeProvider.System, Deadline.Token());
        Assert.Equal((3, 0), (world.Replicas(name), world.WritesTo(name)));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/readyz")).Code);
        if (mayTell) return;
        Assert.Equal(0, world.Warnings(name, 1));
        Assert.Contains("k8guard_ledger_trouble 1", (await client.GetAsync("/metrics")).Text, StringComparison.Ordinal);
    }

    private static async Task AssertDoneOnceAsync(CrashWorld world, string name)
    {
        await world.FinishAsync(name);
        Assert.Equal(1, world.WritesTo(name));
        Assert.True(world.Warnings(name, 1) >= 1 && world.Warnings(name, 2) >= 1, $"{name} was not warned twice:\n{world.Texts}");
        Assert.Empty(Directory.EnumerateFiles(world.Data, "*damaged*"));
    }

    private static async Task RefusedAsync(CrashWorld world, GuardClient client, string token, string said, params string[] order)
    {
        var (code, _, errors) = await OrderAsync(world, client, token, order);
        Assert.Equal(2, code);
        Assert.Contains(said, errors, StringComparison.Ordinal);
        Assert.Contains("the disk is full: make room", errors, StringComparison.Ordinal);
    }

    private static Task<(int ExitCode, string Output, string Errors)> OrderAsync(
        CrashWorld world, GuardClient client, string token, params string[] order) =>
        K8GuardProcess.RunAsync(Path.GetDirectoryName(world.Data)!, [.. order, "--server", client.Address.ToString(), "--token-file", token]);

    private static void Fill(string file)
    {
        using var filler = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        foreach (var size in (int[])[1 << 16, 1 << 12, 1])
        {
            try
            {
                while (true) filler.Write(new byte[size]);
            }
            catch (IOException)
            {
                // it takes no more of this size
            }
        }
    }
}
