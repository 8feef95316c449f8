using K8GuardScript.Core.Guard.Clocks;
using K8GuardScript.Kubernetes.Leases;

namespace K8GuardScript.Kubernetes.Tests.Leases.Election;

/// <summary>
/// One process that takes part: its machine's clocks, its connection, and its loop. While it stands still nothing of it runs, and what
/// comes for it waits; what it sent before goes on.
/// </summary>
internal sealed class Candidate : TimeProvider, IWallOffset, ILeaseCalls
{
    public static readonly LeaseTimes Times = new();
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly World world;
    private readonly LeaseServer server;
    private readonly Random random;
    private readonly List<Action> waiting = [];
    private readonly double rate;
    private TimeSpan slept;
    private TimeSpan set;
    private bool hasEnded;
    private Task turn = Task.CompletedTask;

    /// <param name="world">the true time</param>
    /// <param name="server">the one with the lease</param>
    /// <param name="name">its identity</param>
    /// <param name="random">delays and losses</param>
    /// <param name="rate">how fast its monotonic clock runs</param>
    public Candidate(World world, LeaseServer server, string name, Random random, double rate = 1)
    {
        (this.world, this.server, this.random, this.rate) = (world, server, random, rate);
        Election = new LeaderElection(this, name, Times, this, this, random);
        world.After(TimeSpan.Zero, Turn);
    }

    public LeaderElection Election { get; }

    /// <summary>Whether it is stopped, as by SIGSTOP, or asleep: then it can't do anything.</summary>
    public bool StandsStill { get; private set; }

    /// <summary>Whether it is cut off from the server.</summary>
    public bool IsCutOff { get; set; }

    /// <summary>Whether it would change the cluster now: it runs, and its memory says yes.</summary>
    public bool MayAct => !StandsStill && !hasEnded && Election.WhyNot is null;

    /// <summary>How long an exchange with the server takes at most, one way.</summary>
    public TimeSpan LongestWay { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Which share of answers gets lost.</summary>
    public double Losses { get; set; }

    /// <summary>What broke its loop; null as it should be.</summary>
    public Exception? Fault => turn.Exception;

    public TimeSpan WallOffset => slept + set;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Start + TimeSpan.FromTicks(GetTimestamp()) + WallOffset;

    public override long GetTimestamp() => ((world.Now - slept) * rate).Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException();

    /// <summary>SIGSTOP, for so long; then everything that came meanwhile is handled, in whatever order.</summary>
    public void StandStill(TimeSpan length)
    {
        if (StandsStill || hasEnded) return;
        StandsStill = true;
        world.After(length, WakeUp);
    }

    /// <summary>The machine sleeps: its monotonic clock stands still as well.</summary>
    public void Sleep(TimeSpan length)
    {
        if (StandsStill || hasEnded) return;
        StandStill(length);
        slept += length;
    }

    public void SetWall(TimeSpan by) => set += by;

    /// <summary>SIGKILL.</summary>
    public void Die() => hasEnded = true;

    /// <summary>Leaves in order: its work has ended.</summary>
    public void Leave() => world.After(TimeSpan.Zero, () => _ = Election.ReleaseAsync(CancellationToken.None));

    /// <summary>Something wants to act.</summary>
    public void Confirm(Action<string?> answered) => world.After(TimeSpan.Zero, () => _ = ConfirmAsync(answered));

    public Task<LeaseOutcome> GetAsync(CancellationToken cancel) => Ask(server.Get);

    public Task<LeaseOutcome> CreateAsync(Lease lease, CancellationToken cancel) => Ask(() => server.Create(lease));

    public Task<LeaseOutcome> UpdateAsync(Lease next, CancellationToken cancel) => Ask(() => server.Update(next));

    private static TimeSpan Between(Random random, TimeSpan longest) => longest * random.NextDouble();

    private void WakeUp()
    {
        StandsStill = false;
        world.Happened();
        var missed = waiting.ToArray();
        waiting.Clear();
        random.Shuffle(missed);
        foreach (var next in missed)
        {
            Run(next);
            world.Happened();
        }
    }

    private void Run(Action action)
    {
        if (hasEnded) return;
        if (StandsStill) waiting.Add(action);
        else action();
    }

    private void Turn() => Run(() => turn = TurnAsync());

    private async Task ConfirmAsync(Action<string?> answered) => answered(await Election.ConfirmAsync(CancellationToken.None));

    private async Task TurnAsync()
    {
        var pause = await Election.TurnAsync(CancellationToken.None);
        world.After(pause / rate, Turn);
    }

    private Task<LeaseOutcome> Ask(Func<LeaseOutcome> request)
    {
        var answered = new TaskCompletionSource<LeaseOutcome>();
        var unknown = new LeaseOutcome(LeaseResult.Unknown, null, "no answer");
        if (IsCutOff || server.IsDown)
        {
            world.After(Times.CallDeadline, () => Run(() => answered.TrySetResult(unknown)));
            return answered.Task;
        }

        world.After(Between(random, LongestWay), () =>
        {
            if (server.IsDown) return;
            var answer = request();
            if (random.NextDouble() < Losses || IsCutOff) return;
            world.After(Between(random, LongestWay), () => Run(() => answered.TrySetResult(answer)));
        });
        world.After(Times.CallDeadline, () => Run(() => answered.TrySetResult(unknown)));
        return answered.Task;
    }
}
