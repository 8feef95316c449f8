using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace K8GuardScript.EndToEnd.Tests;

/// <summary>The real program on a ledger that is damaged, out of reach or taken, and on a disk that takes no more.</summary>
public sealed class StorageFaultTests
{
    [Theory]
    [InlineData("truncated")]
    [InlineData("emptied")]
    [InlineData("flipped")]
    public async Task A_damaged_ledger_is_set_aside_and_told_of_and_the_guard_only_warns(string damage)
    {
        await using var world = await CrashWorld.StartAsync();
        world.Deploy("before");
        await world.FinishAsync("before");
        Damage(Path.Combine(world.Data, "ledger.db"), damage);

        await using var guard = world.Run();
        using var client = await guard.ClientAsync();
        await CrashWorld.EventuallyAsync(async () => (await client.GetAsync("/readyz")).Code == HttpStatusCode.OK);
        Assert.Contains("damaged", (string?)(await client.JsonAsync("/api/v1/policies"))["safeBecause"], StringComparison.Ordinal);
        Assert.Contains("damaged", (await client.GetAsync("/readyz")).Text, StringComparison.Ordinal);
        Assert.NotEmpty(Directory.EnumerateFiles(world.Data, "ledger.db.damaged-*"));
        await CrashWorld.EventuallyAsync(async () => (string?)(await client.ItemsAsync("/api/v1/policies")).Single()["baseline"] == "closed");
        world.Deploy("after");
        await CrashWorld.EventuallyAsync(() => Task.FromResult(world.Warnings("after", 2) > 0));
        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, Deadline.Token());
        Assert.Equal(3, world.Replicas("after"));
        Assert.Empty(await client.ItemsAsync("/api/v1/actions"));
        await CrashWorld.EventuallyAsync(() => Task.FromResult(Told(world) > 0));
        Assert.Equal(0, await guard.StopAsync());

        await using var again = world.Run();
        using var second = await again.ClientAsync();
        await CrashWorld.EventuallyAsync(async () => (await second.GetAsync("/readyz")).Code == HttpStatusCode.OK);
        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, Deadline.Token());
        Assert.Equal(1, Told(world));
    }

    private static int Told(CrashWorld world) => world.Texts.Split("and was set aside as").Length - 1;

    [Fact]
    public async Task On_a_full_disk_auditing_goes_on_nothing_is_told_or_done_and_all_of_it_comes_once_there_is_room()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "a limit on the size of files stands for a full disk");
        await using var world = await CrashWorld.StartAsync();
        await using (var guard = world.Run())
        {
            using var client = await guard.ClientAsync();
            await CrashWorld.EventuallyAsync(async () => (await client.GetAsync("/readyz")).Code == HttpStatusCode.OK);
            await LimitAsync(guard, "1");
            world.Deploy("while-full");
            await CrashWorld.EventuallyAsync(async () => (await client.GetAsync("/readyz")).Text.Contains("it can't be written", StringComparison.Ordinal));
            await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System, Deadline.Token());
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/readyz")).Code);
            Assert.Equal((3, 0), (world.Replicas("while-full"), world.Warnings("while-full", 1)));

            await LimitAsync(guard, "unlimited");
            await CrashWorld.EventuallyAsync(() => Task.FromResult(world.Replicas("while-full") == 0));
            Assert.Equal(0, await guard.StopAsync());
        }

        await world.FinishAsync("while-full");
        Assert.Equal(1, world.WritesTo("while-full"));
    }

    [Fact]
    public async Task A_second_guard_on_the_same_folder_ends_with_a_message_and_the_first_goes_on()
    {
        await using var world = await CrashWorld.StartAsync();
        await using var first = world.Run();
        using var client = await first.ClientAsync();

        await using var second = world.Run();
        Assert.Equal(2, await second.ExitCodeAsync());
        Assert.Contains("is in use by another k8guard", second.Errors, StringComparison.Ordinal);

        world.Deploy("bad");
        await CrashWorld.EventuallyAsync(() => Task.FromResult(world.Replicas("bad") == 0));
    }

    [Fact]
    public async Task A_ledger_that_cannot_be_written_ends_the_start_with_a_message()
    {
        await using var world = await CrashWorld.CreateAsync();
        Directory.CreateDirectory(Path.Combine(world.Data, "ledger.db"));

        await using var guard = world.Run();
        Assert.Equal(2, await guard.ExitCodeAsync());
        Assert.Contains("--data", guard.Errors, StringComparison.Ordinal);
    }

    private static void Damage(string file, string damage)
    {
        var bytes = File.ReadAllBytes(file);
        switch (damage)
        {
            case "truncated":
                File.WriteAllBytes(file, bytes[..(bytes.Length / 2)]);
                break;
            case "emptied":
                File.WriteAllBytes(file, []);
                break;
            default:
                // in all that the ledger says of the deployment; some of it may stand in parts of the file that are free by now
                for (int at; (at = bytes.AsSpan().IndexOf("before"u8)) >= 0;) bytes[at] ^= 1;
                File.WriteAllBytes(file, bytes);
                break;
        }
    }

    private static async Task LimitAsync(K8GuardProcess guard, string bytes)
    {
        using var limit = Process.Start("prlimit", [$"--pid={guard.Id.ToString(CultureInfo.InvariantCulture)}", $"--fsize={bytes}:unlimited"]);
        await limit.WaitForExitAsync(Deadline.Token());
        Assert.Equal(0, limit.ExitCode);
    }
}
