using System.Diagnostics.Metrics;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Evaluate;
using K8GuardScript.Core.Exemptions;
using K8GuardScript.Core.Guard;
using K8GuardScript.Core.Guard.Clocks;
using K8GuardScript.Core.Notify;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Scopes;
using K8GuardScript.Core.Settings;
using K8GuardScript.Core.Show;
using K8GuardScript.Core.Tests.Doubles;
using K8GuardScript.Core.Watch;
using K8GuardScript.Metrics;
using K8GuardScript.Scripts;
using K8GuardScript.Sdk.Authoring;
using K8GuardScript.Storage;

namespace K8GuardScript.Tests.Metrics;

public sealed class GuardGaugesTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly SqliteLedger file;
    private readonly Ledger ledger;
    private readonly ObjectStore store;
    private readonly GuardGauges gauges;
    private readonly ExemptionGauges exemptions;
    private readonly ManualClock clock = new();
    private readonly Rulebook rulebook = new();

    public GuardGaugesTests()
    {
        file = SqliteLedger.Open(folder.Path);
        ledger = new Ledger(file);
        var queue = new ChangeQueue(clock);
        store = new ObjectStore(new ChangeRouter(
            queue, new Dependents(queue, new Rulebook(), clock), new WakeUps(queue, clock), new WaitingObjects(queue, clock), new OwnedObjects(new Rulebook()),
            new ImageSizes(), new Rulebook(), ledger, new HappeningLog(clock)));
        var backlog = new OutboxBacklog(new Outbox(ledger), rulebook, clock);
        gauges = new GuardGauges(ledger, store, queue, new PolicyShelf(), backlog, new SoleLeader(), new GuardClock(new ManualClock()));
        var snoozes = new SnoozeDesk(ledger, new Touched(ledger), new HappeningLog(clock), clock);
        exemptions = new ExemptionGauges(new ExemptionBook(rulebook, snoozes, new SettableClockHealth()), clock);
    }

    public void Dispose()
    {
        file.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Exemptions_are_counted_by_how_far_they_have_come()
    {
        var ends = new[] { 30, 5, 1, 0 };
        rulebook.Swap(new Rulebook.Edition(
            new GuardSettings { Exemptions = [.. ends.Select(days => new Exemption(["*"], Scope.Everything, "r", "", Some.Noon.AddDays(days), ""))] },
            PolicySet.Empty));

        Assert.Equal(["active 1", "ending 2", "ended 1"], exemptions.Exemptions().Select(one => $"{one.Tags[0].Value} {one.Value}"));
    }

    [Fact]
    public void Violations_are_counted_by_policy_severity_and_kind_and_closed_ones_are_not()
    {
        Record(
            Some.Episode(name: "a"),
            Some.Episode(name: "b") with { State = EpisodeState.Contained },
            Some.Episode(name: "c") with { State = EpisodeState.Resolved },
            Some.Episode(name: "d") with { State = EpisodeState.Withdrawn },
            Some.Episode(policy: "other", name: "a") with { Severity = Severity.Low });

        Assert.Equal(
            ["policy=image-repo severity=high kind=Deployment: 2", "policy=other severity=low kind=Deployment: 1"],
            Read(gauges.Violations()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_state_of_episodes_has_a_series_even_at_zero()
    {
        Record(Some.Episode() with { State = EpisodeState.Resolved });

        Assert.Equal(["state=open: 0", "state=contained: 0", "state=resolved: 1", "state=withdrawn: 0", "state=exempt: 0"], Read(gauges.Episodes()));
    }

    [Fact]
    public void Very_many_namespaces_share_a_series_and_none_is_lost()
    {
        Record([.. Enumerable.Range(0, 1_000).SelectMany(i => Enum.GetValues<Severity>(), (i, severity) =>
            Some.Episode(policy: $"{severity}", @namespace: $"team-{i}") with { Severity = severity })]);

        var series = gauges.NamespaceViolations().ToList();

        // beyond 2,000 series of one family OpenTelemetry throws the labels away
        Assert.InRange(series.Count, 1_000, 1_999);
        Assert.Equal(1_000 * Enum.GetValues<Severity>().Length, series.Sum(measurement => measurement.Value));
        Assert.Contains(Read(series), text => text.StartsWith("resource_namespace=_other severity=high", StringComparison.Ordinal));
    }

    [Fact]
    public void Kinds_tell_how_many_objects_they_have_and_whether_they_are_seen()
    {
        var refused = new KindName("batch", "v1", "Job");
        store.Expect(Some.Deployment);
        store.BeginList(Some.Deployment);
        store.Listed(Some.Deployment, """{"metadata":{"name":"web","namespace":"shop","uid":"u"}}"""u8);
        store.EndList(Some.Deployment);
        store.Expect(refused);
        store.Refused(refused, "forbidden");

        Assert.Equal(["kind=Deployment group=apps: 1", "kind=Job group=batch: 0"], Read(gauges.Objects()));
        Assert.Equal(["kind=Deployment group=apps: 1", "kind=Job group=batch: 0"], Read(gauges.KindsSynced()));
        Assert.Equal(["change: 1", "sweep: 0", "slow: 0"], gauges.QueueDepth().Select(measured => $"{measured.Tags[0].Value}: {measured.Value}"));
    }

    [Fact]
    public void Each_channel_of_the_settings_tells_how_much_waits_for_it_and_since_when()
    {
        var channels = new Dictionary<string, ChannelSettings> { ["inbox"] = new(ChannelType.Teams, "/url"), ["log"] = new(ChannelType.Console, null) };
        rulebook.Swap(new Rulebook.Edition(new GuardSettings { Channels = channels }, PolicySet.Empty));
        OutboxEntry[] entries = [Entry("2", Some.Noon.AddSeconds(30)), Entry("1", Some.Noon)];
        ledger.Commit(() => new LedgerChange { Outbox = entries });
        clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(["channel=inbox: 2", "channel=log: 0"], Read(gauges.OutboxMessages()));
        Assert.Equal([60.0, 0.0], gauges.OutboxOldest().Select(measured => measured.Value));

        ledger.Commit(() => new LedgerChange { Sent = ["1"] });
        Assert.Equal([30.0, 0.0], gauges.OutboxOldest().Select(measured => measured.Value));

        static OutboxEntry Entry(string id, DateTimeOffset at) => new(id, "m", "inbox", at, at, 0, "{}");
    }

    private void Record(params Episode[] episodes) => ledger.Commit(() => new LedgerChange { Episodes = episodes });

    private static List<string> Read(IEnumerable<Measurement<int>> measurements) =>
        [.. measurements.Select(one => $"{string.Join(' ', one.Tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))}: {one.Value}")];
}
