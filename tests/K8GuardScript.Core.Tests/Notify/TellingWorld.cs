using K8GuardScript.Core.Notify;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Settings;
using K8GuardScript.Core.Show;
using K8GuardScript.Core.Tests.Doubles;

namespace K8GuardScript.Core.Tests.Notify;

/// <summary>
/// The telling half of the worker over a <see cref="World"/> in which the violating Deployment is listed and its first warning is due.
/// A second one over the same disk is the same program, started again.
/// </summary>
internal sealed class TellingWorld : IDisposable
{
    private readonly CancellationTokenSource stop = new();

    public TellingWorld(MemoryLedgerStore? disk = null, Power? power = null, params SwitchedChannel[] channels)
    {
        Power = power ?? new Power();
        Store = new PoweredLedgerStore(Disk = disk ?? new MemoryLedgerStore(), Power);
        World = new World(Store);
        foreach (var channel in channels) channel.Sender = Power;
        Channels = channels.ToDictionary(channel => channel.Name, channel => (IChannel)channel);
        Outbox = new Outbox(Ledger);
        var silence = new Silence(Ledger, Leader, Leader);
        var report = new SendingReport(World.Happenings, World.Meter, World.Faults);
        var book = new AcceptanceBook(Ledger, Outbox, World.Happenings, Power);
        var sender = new ChannelSender(
            Ledger, Outbox, new SecondLook(Ledger, World.Outlooks), book, report, silence, World.Rulebook, Power, World.Clock);
        Notifier = new Notifier(Ledger, Outbox, sender, report, silence, Power, World.Clock, new Random(1));
        Board = new NoticeBoard(Ledger, Outbox, silence, World.Rulebook, World.Objects, World.Clock);
        World.ListsShop();
        World.Cluster.Objects["Deployment web"] = ScriptedCluster.Found(Some.DeploymentManifest());
        World.Clock.Pass(Some.Ladder.Grace);
    }

    public World World { get; }

    public MemoryLedgerStore Disk { get; }

    public PoweredLedgerStore Store { get; }

    public Power Power { get; }

    public OtherLeader Leader { get; } = new();

    public Dictionary<string, IChannel> Channels { get; }

    public Outbox Outbox { get; }

    public Notifier Notifier { get; }

    public NoticeBoard Board { get; }

    public Ledger Ledger => World.Ledger;

    public Episode Episode => Ledger.Find(Some.Episode().Key)!;

    /// <summary>The team of the violating Deployment reads these channels, of which <c>console</c> only prints.</summary>
    public TellingWorld Reads(params string[] channels)
    {
        var settings = Some.Settings();
        var teams = new Dictionary<string, TeamSettings>(settings.Teams) { ["payments"] = new(channels) };
        World.Rule(settings with { Teams = teams }, Some.Policy());
        return this;
    }

    /// <summary>What one turn of the loop does; returns once nothing is on its way.</summary>
    public async Task TurnAsync(TimeSpan after = default)
    {
        World.Clock.Pass(after);
        Start();
        await Notifier.DrainAsync();
    }

    /// <summary>A turn in which nothing is due.</summary>
    public async Task SendAsync(TimeSpan after = default)
    {
        World.Clock.Pass(after);
        Notifier.Start([], World.Rulebook.Current.Settings, Channels, stop.Token);
        await Notifier.DrainAsync();
    }

    /// <summary>What one turn of the loop starts.</summary>
    public void Start() =>
        Notifier.Start(World.Round.At(World.Clock.GetUtcNow()).Warnings, World.Rulebook.Current.Settings, Channels, stop.Token);

    /// <summary>The program stops.</summary>
    public async Task StopAsync()
    {
        await stop.CancelAsync();
        await Notifier.DrainAsync();
    }

    /// <summary>Everything that was told to whoever watches.</summary>
    public async Task<IReadOnlyList<string>> HappeningsAsync()
    {
        World.Happenings.Tell(HappeningKind.Program, "end");
        var texts = new List<string>();
        await foreach (var happening in World.Happenings.ListenAsync(0, CancellationToken.None))
        {
            if (happening.Text == "end") break;
            texts.Add(happening.Text);
        }

        return texts;
    }

    public void Dispose()
    {
        stop.Dispose();
        World.Dispose();
    }
}
