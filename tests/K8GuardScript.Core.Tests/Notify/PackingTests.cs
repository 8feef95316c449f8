using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Notify;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Tests.Doubles;

namespace K8GuardScript.Core.Tests.Notify;

public sealed class PackingTests
{
    private readonly Ledger ledger = new(new MemoryLedgerStore());
    private readonly Outbox outbox;

    public PackingTests() => outbox = new Outbox(ledger);

    [Fact]
    public void Everything_that_one_recipient_is_owed_is_one_message_up_to_the_limit()
    {
        Pack([.. Enumerable.Range(0, ParcelContent.Most + 1).Select(i => Some.WarningDue(Some.Episode($"place {i:00}"))).Reverse()]);

        var waiting = outbox.For("pay-teams");
        Assert.Equal([ParcelContent.Most, 1], waiting.Select(parcel => parcel.Content.Count));
        Assert.Equal("place 00", waiting[0].Content.Warnings[0].Episode.Place);
        Assert.Equal(2, waiting.Select(parcel => parcel.Entry.Message).Distinct().Count());
    }

    [Fact]
    public void A_fallback_that_is_called_like_a_team_gets_messages_of_its_own()
    {
        // one of them counts, the other does not: together, what nobody who counts was told would count
        var fallback = new Recipient("payments", ["pay-teams"], Counts: false);

        Pack(Some.WarningDue(), Some.WarningDue(Some.Episode("orphan"), fallback));

        Assert.Equal(
            [(Some.Place, true), ("orphan", false)],
            outbox.For("pay-teams").Select(parcel => (Assert.Single(parcel.Content.Warnings).Episode.Place, parcel.Content.Recipient.Counts)));
    }

    [Fact]
    public void Who_has_no_channel_that_the_settings_know_gets_no_message()
    {
        Pack(Some.WarningDue(recipient: Recipient.Nobody), Some.WarningDue(recipient: new Recipient("x", ["gone"], Counts: true)));

        Assert.Empty(outbox.Channels);
    }

    [Fact]
    public void Each_channel_of_a_recipient_gets_a_parcel_of_the_same_message()
    {
        Pack(Some.WarningDue(recipient: new Recipient("payments", ["pay-teams", "console"], Counts: true)));

        var (teams, console) = (Assert.Single(outbox.For("pay-teams")), Assert.Single(outbox.For("console")));
        Assert.Equal(teams.Entry.Message, console.Entry.Message);
        Assert.NotEqual(teams.Id, console.Id);
        Assert.Equal((true, false), (teams.Content.Settles, console.Content.Settles));
    }

    [Fact]
    public void What_waits_is_not_packed_again_and_not_forgotten_by_a_restart()
    {
        Pack(Some.WarningDue());
        Assert.NotNull(outbox.Owed(Some.Episode().Key));

        Assert.True(Packed(Some.WarningDue()).IsEmpty);
        Assert.Null(outbox.Owed(Some.Episode("elsewhere").Key));
    }

    [Fact]
    public void What_is_due_in_another_way_than_it_waits_takes_its_place()
    {
        Pack(Some.WarningDue(), Some.WarningDue(Some.Episode("other")));

        Pack(Some.WarningDue(step: new LadderStep.Warn(1, 3, IsLast: false, ArmsAction: false)));

        Assert.Equal(["other", Some.Place], outbox.For("pay-teams").Select(parcel => Assert.Single(parcel.Content.Warnings).Episode.Place));
    }

    [Fact]
    public void What_is_due_to_somebody_else_than_it_waits_for_goes_to_him()
    {
        Pack(Some.WarningDue());

        Pack(Some.WarningDue(recipient: new Recipient("others", ["platform"], Counts: true)));

        Assert.Equal(["platform"], outbox.Channels);
    }

    [Fact]
    public void What_is_being_sent_is_left_to_its_sender()
    {
        Pack(Some.WarningDue());
        outbox.Claim(outbox.For("pay-teams")[0].Id);

        Assert.True(Packed(Some.WarningDue(recipient: new Recipient("others", ["platform"], Counts: true))).IsEmpty);
    }

    [Fact]
    public void Ids_grow_also_while_the_clock_is_set_back()
    {
        var later = outbox.NextId(Some.Noon);

        Assert.True(string.CompareOrdinal(later, outbox.NextId(Some.Noon.AddDays(-1))) < 0);
    }

    [Fact]
    public void What_another_version_wrote_and_nobody_can_read_holds_nothing()
    {
        const string NoRecipient = """{"Recipient":null,"Warnings":[],"Notices":[]}""";
        const string EmptyWarning = """{"Recipient":{"Name":"x","Channels":[]},"Warnings":[{}],"Notices":[]}""";
        foreach (var payload in (string[])["", "[]", "{}", NoRecipient, EmptyWarning])
        {
            var parcel = Parcel.Read(new OutboxEntry("1", "m", "pay-teams", Some.Noon, Some.Noon, 0, payload));

            Assert.Equal(0, parcel.Content.Count);
        }
    }

    [Fact]
    public void What_is_written_is_read_as_it_was()
    {
        var key = new EpisodeKey("p", Some.Web, "x", Some.Web with { Name = "a" }, "Pod");
        var pending = PendingWarning.From(Some.WarningDue(Some.Episode() with { Key = key }));
        var warning = pending with { ToldAt = 7, ActionAfter = Some.Noon.AddTicks(1) };
        var notice = new Notice(Some.Payments, "s", "t", NoticeKind.Schedule);
        var parcel = Parcel.Pack("1", "m", "pay-teams", Some.Noon, new ParcelContent(Some.Payments, Settles: true, [warning], [notice]));

        var read = Parcel.Read(parcel.Entry).Content;

        Assert.True(read.IsAlike(parcel.Content));
        Assert.Equal(warning, Assert.Single(read.Warnings));
        Assert.Equal((notice.Subject, notice.Text, notice.Kind), (read.Notices[0].Subject, read.Notices[0].Text, read.Notices[0].Kind));
    }

    private void Pack(params Outlook[] due) => Packed(due);

    private LedgerChange Packed(params Outlook[] due) => ledger.Commit(() => new Packing(outbox, Some.Settings(), Some.Noon).Pack(due));
}
