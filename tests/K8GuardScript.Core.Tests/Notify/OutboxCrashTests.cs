using K8GuardScript.Core.Guard;
using K8GuardScript.Core.Notify;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Tests.Doubles;

namespace K8GuardScript.Core.Tests.Notify;

/// <summary>The program dies at a fault point, and is started again over the same disk.</summary>
public sealed class OutboxCrashTests
{
    private const int Episodes = 25;

    public static TheoryData<string, int> Deaths
    {
        get
        {
            var deaths = new TheoryData<string, int>();
            foreach (var point in (FaultPoint[])[FaultPoint.MessagesStored, FaultPoint.MessageAccepted, FaultPoint.AcceptanceStored])
            {
                for (var times = 1; times <= (point == FaultPoint.MessagesStored ? 1 : 6); times++) deaths.Add($"{point}", times);
            }

            return deaths;
        }
    }

    [Theory]
    [MemberData(nameof(Deaths))]
    public async Task No_warning_is_lost_and_at_most_one_message_for_each_channel_is_repeated_under_its_id(string point, int times)
    {
        var (disk, teams, platform) = (Disk(), new SwitchedChannel("pay-teams"), new SwitchedChannel("platform"));
        using (var first = new TellingWorld(disk, new Power(Enum.Parse<FaultPoint>(point), times), teams, platform).Reads("pay-teams", "platform"))
        {
            await first.TurnAsync();
            Assert.True(first.Power.IsOff);
        }

        using var second = new TellingWorld(disk, null, teams, platform).Reads("pay-teams", "platform");
        for (var turn = 0; turn < 3; turn++) await second.TurnAsync(TimeSpan.FromSeconds(5));

        Assert.Empty(disk.Outbox());
        Assert.All(disk.Episodes(EpisodeState.Open), episode => Assert.Equal((1, 1), (episode.AcceptedWarnings, episode.Told)));
        foreach (var channel in (SwitchedChannel[])[teams, platform])
        {
            Assert.Equal(Episodes, channel.Places.Distinct().Count());
            var repeated = channel.Sent.GroupBy(message => message.Id).Where(group => group.Count() > 1).ToList();
            Assert.InRange(repeated.Count, 0, 1);
            Assert.All(repeated, group => Assert.Equal(2, group.Count()));
            Assert.Equal(Episodes, channel.Sent.DistinctBy(message => message.Id).Sum(message => message.Warnings.Count));
        }
    }

    [Fact]
    public async Task A_death_between_acceptance_and_record_repeats_the_message_and_counts_it_once()
    {
        var (disk, teams) = (Disk(1), new SwitchedChannel("pay-teams"));
        using (var first = new TellingWorld(disk, new Power(FaultPoint.MessageAccepted), teams)) await first.TurnAsync();

        using var second = new TellingWorld(disk, null, teams);
        await second.TurnAsync();

        Assert.Equal(2, teams.Sent.Count);
        Assert.Single(teams.Sent.DistinctBy(message => message.Id));
        Assert.Equal(1, Assert.Single(disk.Episodes(EpisodeState.Open)).AcceptedWarnings);
    }

    [Fact]
    public async Task What_may_have_been_seen_before_the_death_gets_nothing_added_to_it()
    {
        var (disk, teams) = (Disk(1), new SwitchedChannel("pay-teams"));
        using (var first = new TellingWorld(disk, new Power(FaultPoint.MessageAccepted), teams)) await first.TurnAsync();

        using var second = new TellingWorld(disk, null, teams);
        second.World.Remembers(Some.Episode("later"));
        await second.TurnAsync(TimeSpan.FromSeconds(1));

        Assert.Equal([1, 1, 1], teams.Sent.Select(message => message.Warnings.Count));
        Assert.Equal("later", teams.Places.Last());
    }

    [Fact]
    public async Task Tries_and_pauses_outlast_a_restart()
    {
        var (disk, teams) = (Disk(1), new SwitchedChannel("pay-teams") { Down = new ChannelException("it answered 429", TimeSpan.FromMinutes(40)) });
        using (var first = new TellingWorld(disk, null, teams)) await first.TurnAsync();
        var entry = Assert.Single(disk.Outbox());
        Assert.Equal((1, Some.Noon.AddMinutes(50)), (entry.Attempts, entry.NotBefore));

        teams.Down = null;
        using var second = new TellingWorld(disk, null, teams);
        await second.TurnAsync(TimeSpan.FromMinutes(39));
        Assert.Equal(1, teams.Tries);

        await second.TurnAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(entry.Message, Assert.Single(teams.Sent).Id);
    }

    [Fact]
    public async Task A_warning_that_waits_is_not_made_again_after_a_restart()
    {
        var (disk, teams) = (Disk(1), new SwitchedChannel("pay-teams") { Down = new ChannelException("it answered 503") });
        using (var first = new TellingWorld(disk, null, teams)) await first.TurnAsync();

        using var second = new TellingWorld(disk, null, teams);
        Assert.NotNull(second.Outbox.Owed(Some.Episode("place 00").Key));
        await second.TurnAsync(TimeSpan.FromHours(1));

        Assert.Single(disk.Outbox());
        Assert.Equal(2, teams.Tries);
    }

    private static MemoryLedgerStore Disk(int episodes = Episodes)
    {
        var disk = new MemoryLedgerStore();
        disk.Save(new LedgerChange { Episodes = [.. Enumerable.Range(0, episodes).Select(i => Some.Episode($"place {i:00}"))] });
        return disk;
    }
}
