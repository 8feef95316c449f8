using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using K8GuardScript.Core.Guard;
using K8GuardScript.Storage;

namespace K8GuardScript.EndToEnd.Tests;

/// <summary>
/// The real program is killed with SIGKILL between any two of its steps, and started again. The deaths of a test follow each other, so that
/// each finds what the one before left behind.
/// </summary>
public sealed class CrashTests
{
    private static readonly string[] Acting =
    [
        "MessagesStored:1", "MessagesStored:2", "MessageAccepted:1", "MessageAccepted:3", "AcceptanceStored:1", "AcceptanceStored:3",
        "BeforeIntent:1", "IntentStored:1", "IntentStored:2", "ActionAnswered:1", "ActionAnswered:2", "OutcomeStored:1", "InTransaction:2",
        "InTransaction:5", "InTransaction:9",
    ];

    private static readonly string[] Undoing = ["UndoOrdered:1", "IntentStored:1", "ActionAnswered:1", "OutcomeStored:1"];
    private static readonly string[] Scaling = ["BetweenRequests:1", "IntentStored:1", "ActionAnswered:1"];
    private static readonly string[] Falling = ["RunStored:1", "RunStored:1", "IntentStored:2", "ActionAnswered:1"];
    private static readonly string[] Waking = ["RunStored:2", "IntentStored:1", "ActionAnswered:1", "OutcomeStored:1"];

    // a start goes on where the one before it died, so that each gets one step further
    private static readonly string[] Beginning = ["InMigration:1", .. Enumerable.Repeat("InMigration:2", LedgerSchema.Migrations.Count - 1)];

    [Fact]
    public void There_is_a_death_at_every_fault_point() => Assert.Equal(
        Enum.GetNames<FaultPoint>().Order(),
        new[] { Acting, Undoing, Scaling, Falling, Waking, Beginning }.SelectMany(deaths => deaths)
            .Select(death => death.Split(':')[0]).Distinct().Order());

    [Fact]
    public async Task Killed_while_it_warns_and_acts_nothing_is_lost_and_nothing_is_done_twice()
    {
        await using var world = await CrashWorld.StartAsync();
        var names = new List<string>();
        foreach (var death in Acting)
        {
            foreach (var one in (string[])["a", "b"])
            {
                names.Add(string.Create(CultureInfo.InvariantCulture, $"bad-{names.Count}-{one}"));
                world.Deploy(names[^1]);
            }

            await world.DieAsync(death);
        }

        await world.FinishAndTellAsync([.. names]);

        Assert.All(names, name => AssertDoneOnce(world, name));
        Assert.InRange(world.RepeatedMessages, 0, Acting.Length);
    }

    [Fact]
    public async Task Killed_between_the_two_requests_of_an_action_it_is_finished_once()
    {
        await using var world = await CrashWorld.StartAsync(CrashScene.BadFarms);
        string[] names = [.. Scaling.Select((_, number) => string.Create(CultureInfo.InvariantCulture, $"farm-{number}"))];
        foreach (var (death, name) in Scaling.Zip(names))
        {
            world.Build(name);
            await world.DieAsync(death);
        }

        await world.FinishAsync(names);

        Assert.All(names, name => Assert.Equal((0, 1), (world.Replicas(name), world.WritesTo(name, "/scale"))));
    }

    [Fact]
    public async Task Killed_while_it_undoes_each_order_is_carried_out_once()
    {
        await using var world = await CrashWorld.StartAsync();
        string[] names = [.. Undoing.Select((_, number) => string.Create(CultureInfo.InvariantCulture, $"undone-{number}"))];
        foreach (var name in names) world.Deploy(name);
        await world.FinishAsync(names);
        foreach (var (death, name) in Undoing.Zip(names))
        {
            await using (var dying = world.Run(death))
            {
                using var client = await dying.ClientAsync();
                await OrderUndoAsync(client, world.Token, name);
                Assert.Equal(137, await dying.ExitCodeAsync());
            }

            // what is still to be undone would end the next one before it gets its order
            await using var successor = world.Run();
            (await successor.ClientAsync()).Dispose();
            await CrashWorld.EventuallyAsync(() => Task.FromResult(world.Replicas(name) == 3));
            Assert.Equal(0, await successor.StopAsync());
        }

        await using var guard = world.Run();
        using var again = await guard.ClientAsync();
        await CrashWorld.EventuallyAsync(async () => names.All(name => world.Replicas(name) == 3 && world.UndosTold(name) > 0)
            && (await again.ItemsAsync("/api/v1/actions?state=done")).Count == 2 * names.Length);

        Assert.All(names, name => Assert.Equal(2, world.WritesTo(name)));
        Assert.All(await again.ItemsAsync("/api/v1/violations"), violation => Assert.Equal("open", (string?)violation["state"]));
    }

    [Fact]
    public async Task Killed_while_a_schedule_runs_it_goes_on_where_it_was()
    {
        await using var world = await CrashWorld.StartAsync(CrashScene.Nights);
        string[] names = ["one", "two", "three", "four"];
        foreach (var name in names) world.Deploy(name);
        world.Schedules = $"0 20 * * *={TimeProvider.System.GetUtcNow():O}";
        foreach (var death in Falling) await world.DieAsync(death);
        await world.FinishAsync(names);
        Assert.All(names, name => Assert.Equal(1, world.WritesTo(name)));

        world.Schedules += $";0 7 * * *={TimeProvider.System.GetUtcNow():O}";
        foreach (var death in Waking) await world.DieAsync(death);
        await using var guard = world.Run();
        using var client = await guard.ClientAsync();
        await CrashWorld.EventuallyAsync(async () => (await client.ItemsAsync("/api/v1/actions?state=done")).Count == 2 * names.Length);
        Assert.All(names, name => Assert.Equal((3, 2), (world.Replicas(name), world.WritesTo(name))));
    }

    [Fact]
    public async Task Killed_at_each_step_of_making_its_ledger_it_begins_with_a_whole_one()
    {
        await using var world = await CrashWorld.CreateAsync();
        foreach (var death in Beginning) await world.DieAsync(death);
        await world.LearnAsync();
        world.Deploy("late");

        await world.FinishAsync("late");

        Assert.Empty(Directory.EnumerateFiles(world.Data, "*damaged*"));
    }

    [Fact]
    public async Task Killed_at_random_instants_again_and_again_every_deployment_is_stopped_once_after_two_warnings()
    {
        var kills = int.Parse(Environment.GetEnvironmentVariable("K8GUARD_KILLS") ?? "6", CultureInfo.InvariantCulture);
        var seed = int.Parse(Environment.GetEnvironmentVariable("K8GUARD_KILLS_SEED") ?? "7", CultureInfo.InvariantCulture);
        var random = new Random(seed);
        string[] names = [.. Enumerable.Range(1, kills).Select(kill => string.Create(CultureInfo.InvariantCulture, $"of-round-{kill}-x"))];
        await using var world = await CrashWorld.StartAsync();
        foreach (var name in names)
        {
            world.Deploy(name);
            await using var dying = world.Run();
            if (random.Next(5) > 0) (await dying.ClientAsync()).Dispose();
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(3_500)), TimeProvider.System, Deadline.Token());
            await dying.KillAsync();
        }

        await world.FinishAndTellAsync(names);

        Assert.All(names, name => AssertDoneOnce(world, name));
        Assert.InRange(world.RepeatedMessages, 0, kills);
        TestContext.Current.SendDiagnosticMessage($"{kills} kills, {world.RepeatedMessages} messages repeated");
    }

    private static void AssertDoneOnce(CrashWorld world, string name)
    {
        Assert.Equal(0, world.Replicas(name));
        Assert.Equal(1, world.WritesTo(name));
        Assert.True(world.Warnings(name, 1) >= 1, $"{name} got no first warning:\n{world.Texts}");
        Assert.True(world.Warnings(name, 2) >= 1, $"{name} got no last warning:\n{world.Texts}");
    }

    private static async Task OrderUndoAsync(GuardClient client, string token, string name)
    {
        using var http = new HttpClient { BaseAddress = client.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var action = Assert.Single(await client.ItemsAsync("/api/v1/actions?state=done"), action => (string?)action["name"] == name);
        try
        {
            using var answer = await http.PostAsJsonAsync(
                new Uri("/api/v1/undo", UriKind.Relative), new { actions = new[] { (string?)action["id"] }, by = "a test" }, Deadline.Token());
        }
        catch (HttpRequestException)
        {
            // it died before it could answer
        }
    }
}
