using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Notify;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Settings;
using K8GuardScript.Core.Tests.Doubles;

namespace K8GuardScript.Core.Tests.Notify;

public sealed class NoticeBoardTests : IDisposable
{
    private readonly SwitchedChannel teams = new("pay-teams");
    private readonly SwitchedChannel console = new("console");
    private readonly SwitchedChannel platform = new("platform");
    private readonly TellingWorld telling;

    public NoticeBoardTests() => telling = new TellingWorld(null, null, teams, console, platform);

    public void Dispose() => telling.Dispose();

    [Fact]
    public async Task A_notice_is_stored_with_what_it_tells_of_and_sent_once_it_is()
    {
        var entries = telling.Board.Post(Notice("done"));
        await telling.TurnAsync();
        Assert.Empty(teams.Sent);

        telling.Ledger.Commit(() => new LedgerChange { Actions = [Some.Action(ActionState.Done)], Outbox = entries });
        await telling.TurnAsync();

        var message = Assert.Single(teams.Sent);
        Assert.Equal("done", Assert.Single(message.Notices).Text);
        Assert.Equal(("payments", 0), (message.Recipient.Name, message.Warnings.Count));
        Assert.Empty(telling.Disk.Outbox());
        Assert.Empty(telling.Disk.Saved.SelectMany(change => change.Warnings));
    }

    [Fact]
    public async Task A_notice_comes_after_what_was_due_before_it_and_in_one_message_with_it()
    {
        telling.World.Remembers(Some.Episode());
        teams.Down = new ChannelException("it answered 503");
        await telling.TurnAsync();
        foreach (var text in (string[])["first", "second"]) telling.Board.PostNow(Notice(text));

        teams.Down = null;
        await telling.TurnAsync(TimeSpan.FromMinutes(1));

        Assert.Equal([(1, 0), (0, 2)], teams.Sent.Select(message => (message.Warnings.Count, message.Notices.Count)));
        Assert.Equal(["first", "second"], teams.Sent[1].Notices.Select(notice => notice.Text));
    }

    [Fact]
    public async Task Two_thousand_notices_to_one_recipient_are_few_messages()
    {
        for (var i = 0; i < 2_000; i++) telling.Board.PostNow(Notice($"notice {i:0000}"));

        for (var turn = 0; turn < 12; turn++) await telling.TurnAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(200, teams.Sent.Count);
        Assert.Equal(Enumerable.Range(0, 2_000).Select(i => $"notice {i:0000}"), teams.Sent.SelectMany(message => message.Notices).Select(one => one.Text));
    }

    [Fact]
    public async Task What_says_that_a_policy_only_warns_goes_before_all_that_waited_longer()
    {
        for (var i = 0; i < 100; i++) telling.Board.PostNow(Notice($"notice {i}"));
        telling.Board.PostNow(Notice("tripped") with { Kind = NoticeKind.BreakerTripped });

        await telling.TurnAsync();

        Assert.Equal("tripped", teams.Sent[0].Notices[0].Text);
    }

    [Fact]
    public async Task Each_channel_of_the_recipient_is_told_also_one_that_only_prints()
    {
        telling.Board.PostNow(Notice("done") with { Recipient = new Recipient("payments", ["pay-teams", "console", "gone"], Counts: true) });

        await telling.TurnAsync();

        Assert.Equal(Assert.Single(teams.Sent).Id, Assert.Single(console.Sent).Id);
    }

    [Fact]
    public void Nobody_is_nobody_and_on_standby_the_other_process_tells()
    {
        Assert.False(telling.Board.PostNow(Notice("x") with { Recipient = Recipient.Nobody }));

        telling.Leader.IsStandby = true;
        Assert.False(telling.Board.PostNow(Notice("x")));
        Assert.Empty(telling.Disk.Outbox());
    }

    [Fact]
    public void The_owner_is_found_from_the_object_or_its_namespace_and_the_guard_itself_is_the_fallbacks()
    {
        Assert.Equal("payments", telling.Board.OwnerOf(Some.Web).Name);
        Assert.Equal("payments", telling.Board.OwnerOf(Some.Web with { Name = "gone" }).Name);
        Assert.Equal("platform", telling.Board.OwnerOf(Some.Web with { Namespace = "unknown" }).Name);
        Assert.Equal(["platform"], telling.Board.Platform().Channels);
        Assert.Equal(["console"], telling.Board.Channel("console").Channels);
        Assert.Same(Recipient.Nobody, telling.Board.Channel("gone"));

        telling.World.Rule(Some.Settings() with { Owners = new OwnerSettings() }, Some.Policy());
        Assert.Same(Recipient.Nobody, telling.Board.Platform());
    }

    [Fact]
    public void An_action_is_told_with_the_way_to_undo_it()
    {
        var notice = NoticeTexts.ActionTaken(Some.Payments, Some.Action(ActionState.Done), "image `bad/web:1` is bad");

        Assert.Equal(
            "Action taken: Deployment `shop/web` was scaled to 0 for policy `image-repo`. Image `bad/web:1` is bad. Undo: `k8guard undo a-1`.",
            NoticeTexts.OneLine(notice));
    }

    [Fact]
    public void Who_undid_or_reverted_an_action_is_named()
    {
        var action = Some.Action(ActionState.Done);

        Assert.Equal(
            "Deployment `shop/web`, which was scaled to 0, is as it was before: undone by jane: it was agreed.",
            NoticeTexts.ActionUndone(Some.Payments, action, "jane", "it was agreed").Text);
        Assert.Equal(
            "Deployment `shop/web`, which was scaled to 0, is as it was before: undone.", NoticeTexts.ActionUndone(Some.Payments, action, null, "").Text);
        Assert.Equal(
            "Deployment `shop/web` was scaled to 0, and HorizontalPodAutoscaler web reverted that. It is warned of once more before the guard acts again.",
            NoticeTexts.ActionReverted(Some.Payments, action, "HorizontalPodAutoscaler web", isLast: false).Text);
        Assert.EndsWith(
            "and somebody reverted that. The guard will not act on it again: a person has to look.",
            NoticeTexts.ActionReverted(Some.Payments, action, null, isLast: true).Text, StringComparison.Ordinal);
    }

    private static Notice Notice(string text) => new(Some.Payments, "Test", text, NoticeKind.Schedule);
}
