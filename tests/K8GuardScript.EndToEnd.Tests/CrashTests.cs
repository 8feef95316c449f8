using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace K8GuardScript.EndToEnd.Tests;

/// <summary>The real program is killed with SIGKILL between any two of its steps, and started again.</summary>
public sealed class CrashTests
{
    private static readonly string[] Deployments = ["first-one", "second-one"];

    [Theory]
    [InlineData("MessagesStored", 1)]
    [InlineData("MessagesStored", 2)]
    [InlineData("MessageAccepted", 1)]
    [InlineData("MessageAccepted", 2)]
    [InlineData("AcceptanceStored", 1)]
    [InlineData("AcceptanceStored", 2)]
    [InlineData("BeforeIntent", 1)]
    [InlineData("IntentStored", 1)]
    [InlineData("IntentStored", 2)]
    [InlineData("ActionAnswered", 1)]
    [InlineData("ActionAnswered", 2)]
    [InlineData("OutcomeStored", 1)]
    [InlineData("OutcomeStored", 2)]
    [InlineData("InTransaction", 2)]
    [InlineData("InTransaction", 4)]
    [InlineData("InTransaction", 7)]
    public async Task Killed_at_a_fault_point_nothing_is_lost_and_nothing_is_done_twice(string point, int nth)
    {
        await using var world = await CrashWorld.StartAsync();
        foreach (var name in Deployments) world.Deploy(name);
        await using (var dying = world.Run(string.Create(CultureInfo.InvariantCulture, $"{point}:{nth}"))) Assert.Equal(137, await dying.ExitCodeAsync());

        await world.FinishAsync(Deployments);

        Assert.All(Deployments, name => AssertDoneOnce(world, name));
        Assert.InRange(world.RepeatedMessages, 0, 1);
    }

    [Theory]
    [InlineData("UndoOrdered")]
    [InlineData("IntentStored")]
    [InlineData("ActionAnswered")]
    [InlineData("OutcomeStored")]
    public async Task Killed_while_it_undoes_the_order_is_carried_out_once(string point)
    {
        await using var world = await CrashWorld.StartAsync();
        world.Deploy("undone");
        await world.FinishAsync("undone");
        await using (var dying = world.Run($"{point}:1"))
        {
            using var client = await dying.ClientAsync();
            await OrderUndoAsync(client, world.Token);
            Assert.Equal(137, await dying.ExitCodeAsync());
        }

        await using var guard = world.Run();
        using var again = await guard.ClientAsync();
        await CrashWorld.EventuallyAsync(async () => world.Replicas("undone") == 3
            && (await again.ItemsAsync("/api/v1/actions?state=done")).Count == 2);

        Assert.Equal(2, world.WritesTo("undone"));
        var violation = Assert.Single(await again.ItemsAsync("/api/v1/violations?name=undone"));
        Assert.Equal("open", (string?)violation["state"]);
    }

    [Fact]
    public async Task Killed_at_random_instants_again_and_again_every_deployment_is_stopped_once_after_two_warnings()
    {
        var kills = int.Parse(Environment.GetEnvironmentVariable("K8GUARD_KILLS") ?? "12", CultureInfo.InvariantCulture);
        var seed = int.Parse(Environment.GetEnvironmentVariable("K8GUARD_KILLS_SEED") ?? "7", CultureInfo.InvariantCulture);
        var random = new Random(seed);
        var names = new List<string>();
        await using var world = await CrashWorld.StartAsync();
        for (var kill = 0; kill < kills; kill++)
        {
            names.Add(string.Create(CultureInfo.InvariantCulture, $"of-round-{kill}-"));
            world.Deploy(names[^1] + "x");
            await using var dying = world.Run();
            if (random.Next(4) > 0) (await dying.ClientAsync()).Dispose();
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(1_500)), TimeProvider.System, Deadline.Token());
            await dying.KillAsync();
        }

        string[] deployed = [.. names.Select(name => name + "x")];
        await world.FinishAsync(deployed);

        Assert.All(deployed, name => AssertDoneOnce(world, name));
        Assert.InRange(world.RepeatedMessages, 0, kills);
    }

    private static void AssertDoneOnce(CrashWorld world, string name)
    {
        Assert.Equal(0, world.Replicas(name));
        Assert.Equal(1, world.WritesTo(name));
        Assert.True(world.Warnings(name, 1) >= 1, $"{name} got no first warning");
        Assert.True(world.Warnings(name, 2) >= 1, $"{name} got no last warning");
    }

    private static async Task OrderUndoAsync(GuardClient client, string token)
    {
        using var http = new HttpClient { BaseAddress = client.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var action = Assert.Single(await client.ItemsAsync("/api/v1/actions?state=done"));
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
