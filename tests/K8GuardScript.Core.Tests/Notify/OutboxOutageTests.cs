using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Guard.Rails;
using K8GuardScript.Core.Notify;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Tests.Doubles;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Tests.Notify;

public sealed class OutboxOutageTests : IDisposable
{
    private static readonly ChannelException Refusal = new("it answered 503");
    private readonly SwitchedChannel teams = new("pay-teams");
    private readonly SwitchedChannel platform = new("platform");
    private readonly TellingWorld telling;

    public OutboxOutageTests() => telling = new TellingWorld(null, null, teams, platform);

    public void Dispose() => telling.Dispose();

    [Fact]
    public async Task After_six_hours_what_waited_comes_in_order_and_in_few_messages()
    {
        teams.Down = Refusal;
        for (var hour = 0; hour < 36; hour++)
        {
            telling.World.Remembers(Some.Episode($"place {hour:00}"));
            await telling.TurnAsync(TimeSpan.FromMinutes(10));
        }

        Assert.Equal(36, telling.Disk.Outbox().Count);
        Assert.All(telling.Ledger.Alive(), episode => Assert.Equal(0, episode.AcceptedWarnings));
        var tried = telling.Disk.Outbox()[0].Message;

        teams.Down = null;
        await telling.TurnAsync(TimeSpan.FromMinutes(15));

        // the one that was tried keeps its id and gets nothing added
        Assert.Equal([1, 10, 10, 10, 5], teams.Sent.Select(message => message.Warnings.Count));
        Assert.Equal(tried, teams.Sent[0].Id);
        Assert.Equal(Enumerable.Range(0, 36).Select(i => $"place {i:00}"), teams.Places);
        Assert.All(telling.Ledger.Alive(), episode => Assert.Equal(1, episode.AcceptedWarnings));
        Assert.Empty(telling.Disk.Outbox());
    }

    [Fact]
    public async Task Times_are_those_of_the_moment_of_sending_and_what_was_announced_is_recorded()
    {
        telling.World.Remembers(Some.Episode().Warned(2, Some.Noon.AddDays(-1), ActionVerb.None));
        teams.Down = Refusal;
        await telling.TurnAsync();

        teams.Down = null;
        await telling.TurnAsync(TimeSpan.FromHours(6));

        var warning = Assert.Single(Assert.Single(teams.Sent).Warnings);
        var expected = Some.Noon.AddMinutes(10).AddHours(6 + 24);
        Assert.Equal((true, ActionVerb.Stop, expected), (warning.IsLast, warning.Announces, warning.ActionAfter));
        Assert.Equal(expected, telling.Episode.LastWarning!.NotBefore);
    }

    [Fact]
    public async Task A_message_never_announces_an_action_that_does_not_come_into_question_now()
    {
        telling.World.Remembers(Some.Episode().Warned(2, Some.Noon.AddDays(-1), ActionVerb.None));
        teams.Down = Refusal;
        await telling.TurnAsync();
        var announced = Assert.Single(telling.Disk.Outbox()).Message;

        teams.Down = null;
        telling.World.Lists(Some.Deployments, Some.DeploymentManifest(version: "2").Labelled(MarkRail.Key, "true"));
        await telling.TurnAsync(TimeSpan.FromMinutes(1));

        var message = Assert.Single(teams.Sent);
        Assert.NotEqual(announced, message.Id);
        Assert.Equal((ActionVerb.None, null), (message.Warnings[0].Announces, message.Warnings[0].ActionAfter));
        Assert.Null(telling.Episode.LastWarning!.NotBefore);
    }

    [Fact]
    public async Task What_is_resolved_exempt_or_without_a_policy_is_dropped_from_what_waits()
    {
        string[] places = ["resolved", "exempt", "open"];
        foreach (var place in places) telling.World.Remembers(Some.Episode(place));
        telling.World.Rule(Some.Policy(), Some.Policy("other"));
        telling.World.Remembers(Some.Episode(policy: "other"));
        teams.Down = Refusal;
        await telling.TurnAsync();

        teams.Down = null;
        telling.World.Remembers(Some.Episode("resolved") with { State = EpisodeState.Resolved });
        telling.World.Remembers(Some.Episode("exempt") with { State = EpisodeState.Exempt });
        telling.World.Rule(Some.Policy());
        await telling.TurnAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(["open"], teams.Places);
        Assert.Empty(telling.Disk.Outbox());
    }

    [Fact]
    public async Task In_dry_run_nobody_is_told_what_waited()
    {
        telling.World.Remembers(Some.Episode());
        teams.Down = Refusal;
        await telling.TurnAsync();

        teams.Down = null;
        telling.World.Rule(Some.Settings() with { Mode = Mode.DryRun }, Some.Policy());
        await telling.TurnAsync(TimeSpan.FromMinutes(1));

        Assert.Empty(teams.Sent);
        Assert.Empty(telling.Disk.Outbox());
    }

    [Fact]
    public async Task What_opened_anew_is_warned_of_as_new()
    {
        telling.World.Remembers(Some.Episode());
        teams.Down = Refusal;
        await telling.TurnAsync();

        teams.Down = null;
        telling.World.Remembers(Some.Episode() with { OpenedAt = Some.Noon.AddMinutes(10) });
        await telling.TurnAsync(TimeSpan.FromMinutes(1));
        Assert.Empty(teams.Sent);

        await telling.TurnAsync(TimeSpan.FromMinutes(9));
        Assert.Equal(1, telling.Episode.AcceptedWarnings);
    }

    [Fact]
    public async Task A_channel_that_is_down_holds_up_neither_the_other_one_nor_the_ladder()
    {
        telling.Reads("pay-teams", "platform");
        telling.World.Remembers(Some.Episode());
        teams.Down = Refusal;

        await telling.TurnAsync();
        Assert.Equal((1, "platform"), (telling.Episode.AcceptedWarnings, telling.Episode.LastWarning!.Channel));
        Assert.Null(telling.Outbox.Owed(Some.Episode().Key));
        await telling.TurnAsync(TimeSpan.FromHours(24));
        Assert.Equal(2, telling.Episode.AcceptedWarnings);

        // of the two that waited only the latest is worth telling
        teams.Down = null;
        await telling.TurnAsync(TimeSpan.FromMinutes(20));
        Assert.Equal([2], teams.Sent.SelectMany(message => message.Warnings).Select(warning => warning.Ordinal));
        Assert.Equal((2, 2), (telling.Episode.AcceptedWarnings, telling.Episode.Told));
    }

    [Fact]
    public async Task The_second_channel_tells_the_same_instant_as_the_first()
    {
        telling.Reads("pay-teams", "platform");
        telling.World.Remembers(Some.Episode().Warned(2, Some.Noon.AddDays(-1), ActionVerb.None));
        teams.Down = Refusal;
        await telling.TurnAsync();

        teams.Down = null;
        await telling.TurnAsync(TimeSpan.FromHours(1));

        Assert.Equal(platform.Sent[0].Warnings[0].ActionAfter, teams.Sent[0].Warnings[0].ActionAfter);
        Assert.Equal(platform.Sent[0].Id, teams.Sent[0].Id);
        Assert.Equal((3, 3), (telling.Episode.AcceptedWarnings, telling.Episode.Told));
        var given = telling.Disk.Saved.SelectMany(change => change.Warnings).ToList();
        Assert.Equal([("platform", true), ("pay-teams", false)], given.Select(warning => (warning.Channel, warning.Counts)));
    }

    [Fact]
    public async Task The_second_channel_announces_nothing_that_became_void()
    {
        telling.Reads("pay-teams", "platform");
        telling.World.Remembers(Some.Episode().Warned(2, Some.Noon.AddDays(-1), ActionVerb.None));
        teams.Down = Refusal;
        await telling.TurnAsync();

        teams.Down = null;
        telling.World.Remembers(EscalationRound.Disarm(telling.Episode));
        await telling.TurnAsync(TimeSpan.FromHours(1));

        Assert.Empty(teams.Sent);
    }

    [Fact]
    public async Task Nothing_is_given_up_within_a_day_and_then_it_is_due_again()
    {
        telling.World.Remembers(Some.Episode());
        teams.Down = Refusal;
        for (var minutes = 0; minutes < 24 * 60; minutes += 16) await telling.TurnAsync(TimeSpan.FromMinutes(16));
        Assert.Empty(telling.World.Meter.GivenUp);
        var old = Assert.Single(telling.Disk.Outbox());
        Assert.Equal(90, old.Attempts);

        await telling.TurnAsync(TimeSpan.FromMinutes(16));
        Assert.Equal(["pay-teams"], telling.World.Meter.GivenUp);
        Assert.Contains(await telling.HappeningsAsync(), text => text.StartsWith("dead-letter: ", StringComparison.Ordinal));
        Assert.Empty(telling.Disk.Outbox());

        await telling.TurnAsync();
        Assert.NotEqual(old.Message, Assert.Single(telling.Disk.Outbox()).Message);
        teams.Down = null;
        await telling.TurnAsync(TimeSpan.FromMinutes(16));
        Assert.Equal(1, telling.Episode.AcceptedWarnings);
    }

    [Fact]
    public async Task Ten_thousand_at_once_are_told_at_a_pace_and_each_once()
    {
        const int Many = 10_000;
        var names = Enumerable.Range(0, Many).Select(i => $"web-{i}").ToList();
        telling.World.Lists(Some.Deployments, [.. names.Select(name => Some.Manifest(Some.Deployments, "shop", name, """{"spec":{"replicas":1}}"""))]);
        telling.Ledger.Commit(() => new LedgerChange { Episodes = [.. names.Select(name => Named(Some.Episode(), name))] });

        await telling.TurnAsync();
        Assert.Equal(ChannelLine.Burst, teams.Sent.Count);
        await telling.TurnAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(ChannelLine.Burst + 5, teams.Sent.Count);

        for (var turn = 0; turn < 10; turn++) await telling.TurnAsync();
        for (var turn = 0; turn < 60; turn++) await telling.SendAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(Many / ParcelContent.Most, teams.Sent.Count);
        Assert.Equal(Many, teams.Sent.SelectMany(message => message.Warnings).Select(warning => warning.Episode.Key.Object.Name).Distinct().Count());
        Assert.All(telling.Ledger.Alive(), episode => Assert.Equal((1, 1), (episode.AcceptedWarnings, episode.Told)));

        static Episode Named(Episode episode, string name) =>
            episode with { Key = episode.Key with { Object = Some.Web with { Name = name } }, Uid = $"uid-{name}" };
    }

    [Fact]
    public async Task While_another_process_leads_or_the_time_can_not_be_trusted_nothing_is_stored_or_sent_and_it_is_shown()
    {
        telling.World.Remembers(Some.Episode());
        telling.Leader.IsStandby = true;
        await telling.TurnAsync();
        (telling.Leader.IsStandby, telling.Leader.Trouble) = (false, "it jumped by 1 hour");
        await telling.TurnAsync();
        Assert.Empty(telling.Disk.Outbox());
        Assert.Equal(0, teams.Tries);

        telling.Leader.Trouble = null;
        await telling.TurnAsync();

        Assert.Equal(1, telling.Episode.AcceptedWarnings);
        Assert.Equal(
            [
                "nobody is told anything for now: another process leads: `guard-2` holds the lease",
                "nobody is told anything for now: the time can't be trusted: it jumped by 1 hour",
                "messages are sent again",
            ],
            (await telling.HappeningsAsync()).Where(text => text.StartsWith("nobody is", StringComparison.Ordinal) || text == "messages are sent again"));
    }

    [Fact]
    public async Task What_waits_is_not_sent_once_another_process_leads()
    {
        telling.World.Remembers(Some.Episode("a"));
        teams.Meanwhile = () => telling.Leader.IsStandby = true;
        for (var i = 0; i < 11; i++) telling.World.Remembers(Some.Episode($"place {i:00}"));

        await telling.TurnAsync();
        await telling.TurnAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(1, teams.Tries);
        Assert.Single(telling.Disk.Outbox());
    }
}
