namespace K8GuardScript.Kubernetes.Tests.Leases.Election;

/// <summary>Random histories: whatever happens to processes, machines, connections, the server and the lease, never may two act at once.</summary>
public sealed class ElectionHistoryTests
{
    private const int Histories = 400;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void Never_may_two_act_at_once()
    {
        for (var seed = 1; seed <= Histories; seed++) Assert.True(Play(seed) is var told && told.Length == 0, $"seed {seed}: {told}");
    }

    private static string Play(int seed)
    {
        var random = new Random(seed);
        var world = new World();
        var server = new LeaseServer();
        var all = new List<Candidate>();
        var wrong = "";
        world.Happened = () =>
        {
            if (wrong.Length > 0) return;
            var acting = all.Where(one => one.MayAct).Select(one => one.Election.Identity).ToList();
            if (acting.Count > 1) wrong = $"at {world.Now} {string.Join(" and ", acting)} may act";
            if (all.FirstOrDefault(one => one.Fault is not null) is { } broken) wrong = $"{broken.Election.Identity} broke: {broken.Fault}";
        };
        for (var i = 0; i < 2 + random.Next(2); i++) all.Add(Join(world, server, random, $"guard-{seed}-{i}"));
        for (var step = 0; step < 60 && wrong.Length == 0; step++)
        {
            Happen(world, server, all, random);
            world.RunFor(random.NextDouble() * 12 * Second);
        }

        // whatever it was, afterwards one leads again
        server.IsDown = false;
        foreach (var one in all) (one.IsCutOff, one.Losses, one.LongestWay) = (false, 0, TimeSpan.FromMilliseconds(50));
        world.RunFor(240 * Second);
        return wrong.Length > 0 || all.Count(one => one.MayAct) == 1 ? wrong : "in the end nobody leads";
    }

    private static void Happen(World world, LeaseServer server, List<Candidate> all, Random random)
    {
        var one = all[random.Next(all.Count)];
        var length = random.NextDouble() * 40 * Second;
        Action what = random.Next(15) switch
        {
            0 => () => one.StandStill(length),
            1 => () => one.Sleep(length),
            2 => () => one.SetWall((random.NextDouble() - 0.5) * TimeSpan.FromHours(1)),
            3 => () => one.IsCutOff = !one.IsCutOff,
            4 => () => server.IsDown = !server.IsDown,
            5 => server.Delete,
            6 => () => server.Edit(lease => lease with { Holder = random.Next(2) == 0 ? "bob" : one.Election.Identity }),
            7 => () => server.Edit(lease => lease with { Holder = "" }),
            8 => () => server.Edit(lease => lease with { Duration = (2 + random.Next(30)) * Second }),
            9 => () => server.Edit(lease => lease with { RenewedAt = null, Transitions = 0 }),
            10 => () => Replace(world, server, all, one, random, inOrder: false),
            11 => () => Replace(world, server, all, one, random, inOrder: true),
            12 => () => one.LongestWay = random.NextDouble() * 6 * Second,
            13 => () => one.Losses = random.NextDouble(),
            _ => () => one.Confirm(_ => { }),
        };
        if (!one.StandsStill) what();
    }

    private static void Replace(World world, LeaseServer server, List<Candidate> all, Candidate one, Random random, bool inOrder)
    {
        // one that leaves has no work any more, and what it sends to give the lease back may still arrive
        if (inOrder) one.Leave();
        else one.Die();
        all.Remove(one);
        all.Add(Join(world, server, random, $"{one.Election.Identity}+"));
    }

    // clocks that are up to half a percent off
    private static Candidate Join(World world, LeaseServer server, Random random, string name) =>
        new(world, server, name, random, rate: 1 + ((random.NextDouble() - 0.5) / 100));
}
