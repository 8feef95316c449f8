using System.Text.Json.Nodes;
using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Evaluate;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Schedules;
using K8GuardScript.Core.Settings;
using K8GuardScript.Core.Show;
using K8GuardScript.Core.Tests.Doubles;
using K8GuardScript.Sdk.Authoring;
using K8GuardScript.Sdk.Views;

namespace K8GuardScript.Core.Tests.Schedules;

/// <summary>Schedules over a small cluster, as the program puts them together. It begins at noon.</summary>
internal sealed class Nightfall : IDisposable
{
    public const string Policy = "sleep";
    public static readonly ScheduleKey Nights = new(Policy, "nights");
    public static readonly ScheduleKey Mornings = new(Policy, "mornings");

    public Nightfall(MemoryLedgerStore? ledger = null)
    {
        World = new World(ledger);
        Carrier = new ObeyingCarrier(World.Ledger, World.Clock);
        World.Lists(Some.Namespaces);
        Restart();
    }

    public World World { get; }

    public ManualTime Clock => World.Clock;

    public ObeyingCarrier Carrier { get; }

    public HeardMessages Messages { get; } = new();

    public SwitchedGuard Guard { get; } = new();

    public ScheduleBook Book => new(World.Ledger);

    public ScheduleRound Round { get; private set; } = null!;

    /// <summary>The note of a schedule's latest run.</summary>
    public string? Note(ScheduleKey key) => Book.State(key)?.Run?.Note;

    /// <summary>What people were told.</summary>
    public async Task<IReadOnlyList<string>> ToldAsync()
    {
        using var stop = new CancellationTokenSource();
        List<string> told = [];
        World.Happenings.Tell(HappeningKind.Program, "the end");
        await foreach (var happening in World.Happenings.ListenAsync(0, stop.Token))
        {
            if (happening.Text == "the end") break;
            told.Add(happening.Text);
        }

        return told;
    }

    /// <summary>Nothing is left but what the ledger holds.</summary>
    public void Restart()
    {
        var messages = Messages;
        var end = new RunEnd(Book, messages, World.Happenings, Clock);
        var watch = new ScheduleWatch(World.Rulebook, World.Ledger, Book, new DailyCalendar(), World.Happenings);
        var starter = new RunStarter(
            Book, World.Ledger, World.Rulebook, World.Objects, new JobTurn(InlineEvaluation.Instance, World.Objects), end, messages, Guard,
            World.Happenings, Clock);
        Round = new ScheduleRound(
            watch, Book, starter, new RunCarrier(Book, World.Ledger, Carrier, end, World.Cluster, Clock), end, Guard, Guard, Clock);
    }

    /// <summary>The two schedules of a development that sleeps at night.</summary>
    public Policy Sleeps(int atMost = 100, string nights = "daily 20:00", Mode mode = Mode.Act, Action<ScheduleJob>? job = null)
    {
        var policy = Scheduled(mode, () =>
        {
            Entry.Schedule("nights", nights, "UTC", job ?? StopAll, atMost);
            Entry.Schedule("mornings", "daily 07:00", "UTC", day => day.Undo("nights"), atMost);
        });
        World.Rule(policy);
        return policy;
    }

    /// <summary>A policy as it is after a load, where jobs are rehearsed.</summary>
    public static Policy Scheduled(Mode mode, Action schedules, string id = Policy)
    {
        var definition = Some.Definition(() =>
        {
            Entry.Policy(id, Severity.Low, "Development sleeps at night");
            schedules();
        });
        return new Policy(
            definition with { Schedules = [.. definition.Schedules.Select(JobRehearsal.Of)] }, new PolicySettings { Mode = mode }, Some.Ladder, "rev-1");
    }

    public static void StopAll(ScheduleJob job)
    {
        foreach (var d in job.List<Deployment>("dev-*")) job.Do(Act.Stop, d);
    }

    /// <summary>Deployments come into view.</summary>
    public void Has(params string[] names) => World.Lists(Some.Deployments, [.. names.Select(name => Deployment(name))]);

    public static JsonObject Deployment(string name, string version = "7")
    {
        var parts = name.Split('/');
        return new JsonObject
        {
            ["metadata"] = new JsonObject { ["namespace"] = parts[0], ["name"] = parts[1], ["uid"] = $"uid-{name}", ["resourceVersion"] = version },
            ["spec"] = new JsonObject { ["replicas"] = 2 },
        };
    }

    /// <summary>Looks until nothing is left to do at once.</summary>
    public async Task<RoundNeeds> LooksAsync()
    {
        var needs = await Round.TickAsync(TestContext.Current.CancellationToken);
        while (needs.Again) needs = await Round.TickAsync(TestContext.Current.CancellationToken);
        return needs;
    }

    /// <summary>Time passes, and then it looks.</summary>
    public async Task PassesAsync(double hours)
    {
        Clock.Pass(TimeSpan.FromHours(hours));
        await LooksAsync();
    }

    public void Dispose() => World.Dispose();
}
