using Dapper;
using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Record;
using K8GuardScript.Sdk.Authoring;
using K8GuardScript.Sdk.Registration;
using K8GuardScript.Storage;
using Microsoft.Data.Sqlite;

namespace K8GuardScript.Tests.Storage;

public sealed class SqliteLedgerTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void An_episode_with_every_field_set_comes_back_as_it_was()
    {
        var full = Some.Episode() with
        {
            Severity = Severity.Critical,
            Message = "quotes ' \" and ünïcödé 🦊\nand a line",
            State = EpisodeState.Contained,
            FirstSeen = Some.Noon.AddMilliseconds(1),
            OpenedAt = Some.Noon.AddMilliseconds(2),
            ClosedAt = Some.Noon.AddMilliseconds(3),
            AcceptedWarnings = 3,
            LastWarning = new AcceptedWarning(Some.Noon.AddMilliseconds(4), "uid-0", "000000000000", ActionVerb.Delete, "mail", "owners"),
            Told = 5,
            ToldAt = Some.Noon.AddMilliseconds(6),
            Reverts = 7,
            ActionId = "action-8",
        };

        Assert.Equal([full], SaveAndReopen(new LedgerChange { Episodes = [full] }, ledger => ledger.All()));
    }

    [Fact]
    public void An_episode_with_every_optional_field_absent_comes_back_as_it_was()
    {
        var bare = Some.Episode(@namespace: "", place: "");

        Assert.Equal([bare], SaveAndReopen(new LedgerChange { Episodes = [bare] }, ledger => ledger.All()));
    }

    [Fact]
    public void What_two_sources_say_of_one_place_is_kept_apart()
    {
        var own = Some.Episode();
        var other = own with { Key = own.Key with { Source = new ObjectKey("wgpolicyk8s.io", "PolicyReport", "", "a") } };
        var third = own with { Key = own.Key with { Source = new ObjectKey("wgpolicyk8s.io", "PolicyReport", "shop", "a") } };

        var back = SaveAndReopen(new LedgerChange { Episodes = [own, other, third] }, ledger => ledger.All());

        Assert.Equal([own, other, third], back.OrderBy(one => one.Key.ToString().Length));
    }

    [Theory]
    [InlineData("open")]
    [InlineData("contained")]
    [InlineData("resolved")]
    [InlineData("withdrawn")]
    public void Every_state_of_an_episode_comes_back(string word)
    {
        var episode = Some.Episode() with { State = EpisodeStates.Parse(word) };

        Assert.Equal([episode], SaveAndReopen(new LedgerChange { Episodes = [episode] }, ledger => ledger.All()));
    }

    [Fact]
    public void One_episode_is_found_by_its_whole_key()
    {
        var own = Some.Episode() with { Uid = "own" };
        var found = own with { Key = own.Key with { Source = new ObjectKey("wgpolicyk8s.io", "PolicyReport", "shop", "a") }, Uid = "found" };
        using var ledger = SqliteLedger.Open(folder.Path);
        ledger.Save(new LedgerChange { Episodes = [own, found, Some.Episode(name: "other")] });

        Assert.Equal((own, found), (ledger.Find(own.Key), ledger.Find(found.Key)));
        Assert.Null(ledger.Find(own.Key with { Place = "" }));
    }

    [Fact]
    public void Very_many_are_read_in_parts_and_each_once_while_others_are_written()
    {
        using var ledger = SqliteLedger.Open(folder.Path);
        var source = new ObjectKey("wgpolicyk8s.io", "PolicyReport", "shop", "a");
        var many = Enumerable.Range(0, 4_500).Select(i => i % 2 == 0 ? Some.Episode(name: $"web-{i}") : Some.Episode(name: $"web-{i}") with
        {
            Key = Some.Episode(name: $"web-{i - 1}").Key with { Source = source },
        }).ToList();
        ledger.Save(new LedgerChange { Episodes = [.. many, Some.Episode(policy: "z") with { State = EpisodeState.Resolved }] });

        var read = new List<EpisodeKey>();
        foreach (var episode in ledger.Episodes(EpisodeState.Open, EpisodeState.Contained))
        {
            if (read.Count == 100) ledger.Save(new LedgerChange { Episodes = [Some.Episode(policy: "a"), many[0] with { Told = 1 }] });
            read.Add(episode.Key);
        }

        Assert.Equal(many.Select(episode => episode.Key).ToHashSet(), read.ToHashSet());
        Assert.Equal(4_500, read.Count);
    }

    [Fact]
    public void Episodes_are_counted_by_policy_and_state()
    {
        using var ledger = SqliteLedger.Open(folder.Path);
        ledger.Save(new LedgerChange
        {
            Episodes =
            [
                Some.Episode(name: "a"), Some.Episode(name: "b") with { AcceptedWarnings = 2 }, Some.Episode(name: "c") with { State = EpisodeState.Resolved },
                Some.Episode(policy: "z"),
            ],
        });

        Assert.Equal(
            [new("image-repo", EpisodeState.Open, 2, 1), new("image-repo", EpisodeState.Resolved, 1, 0), new EpisodeCount("z", EpisodeState.Open, 1, 0)],
            ledger.Count().OrderBy(count => count.Policy, StringComparer.Ordinal).ThenBy(count => count.State));
    }

    [Fact]
    public void An_action_comes_back_as_it_was_finished_or_not()
    {
        var intended = Some.Action(Some.Episode(), "a");
        var done = intended with
        {
            Id = "b",
            Verb = ActionVerb.Delete,
            State = ActionState.Unknown,
            Note = "it timed out",
            IntendedAt = Some.Noon.AddSeconds(1),
            FinishedAt = Some.Noon.AddSeconds(2),
            Previous = "3",
        };

        Assert.Equal([intended, done], SaveAndReopen(new LedgerChange { Actions = [done, intended] }, ledger => ledger.Actions()));
    }

    [Fact]
    public void Saving_again_replaces_an_episode_and_keeps_what_led_to_an_action()
    {
        var episode = Some.Episode() with { ClosedAt = Some.Noon, ActionId = "a", LastWarning = new(Some.Noon, "u", "r", ActionVerb.Stop, "c", "o") };
        var action = Some.Action(episode);
        var reopened = Some.Episode() with { Told = 1 };
        using (var ledger = SqliteLedger.Open(folder.Path))
        {
            ledger.Save(new LedgerChange { Episodes = [episode], Actions = [action] });
            var done = action with { State = ActionState.Done, Previous = "5", Revision = "overwritten" };
            ledger.Save(new LedgerChange { Episodes = [reopened], Actions = [done] });
        }

        using var again = SqliteLedger.Open(folder.Path);
        Assert.Equal([reopened], again.All());
        Assert.Equal([action with { State = ActionState.Done, Previous = "5" }], again.Actions());
    }

    [Fact]
    public void Warnings_are_only_added()
    {
        var given = new GivenWarning(Some.Episode().Key, Some.Noon, "mail", Counts: true, Ordinal: 2, ActionVerb.Stop);
        using (var ledger = SqliteLedger.Open(folder.Path))
        {
            ledger.Save(new LedgerChange { Warnings = [given] });
            ledger.Save(new LedgerChange { Warnings = [given] });
        }

        using var database = OpenDirectly();
        var rows = database.Query<(string Policy, long GivenAt, string Channel, long Counts, long Ordinal, string Action)>(
            "SELECT policy, given_at, channel, counts, ordinal, announced_action FROM warning");
        Assert.Equal(Enumerable.Repeat(("image-repo", Some.Noon.ToUnixTimeMilliseconds(), "mail", 1L, 2L, "Stop"), 2), rows);
    }

    [Fact]
    public void A_change_that_fails_halfway_leaves_nothing_behind()
    {
        using (var ledger = SqliteLedger.Open(folder.Path))
        {
            var unstorable = Some.Action(Some.Episode()) with { Previous = null! };
            Assert.ThrowsAny<Exception>(() => ledger.Save(new LedgerChange
            {
                Episodes = [Some.Episode()],
                Warnings = [new GivenWarning(Some.Episode().Key, Some.Noon, "mail", true, 1, ActionVerb.None)],
                Actions = [unstorable],
            }));
            ledger.Save(new LedgerChange { Episodes = [Some.Episode(name: "next")] });
        }

        using var database = OpenDirectly();
        Assert.Equal(["next"], database.Query<string>("SELECT name FROM episode"));
        Assert.Equal(0, database.ExecuteScalar<int>("SELECT count(*) FROM warning"));
        Assert.Equal(0, database.ExecuteScalar<int>("SELECT count(*) FROM action"));
    }

    [Fact]
    public void What_was_saved_lasts_even_if_the_program_never_closes_the_file()
    {
        using var ledger = SqliteLedger.Open(folder.Path);
        ledger.Save(new LedgerChange { Episodes = [Some.Episode()] });

        // what a power cut would leave: the files as they are now
        using var copy = new TempFolder();
        foreach (var file in Directory.EnumerateFiles(folder.Path, "ledger.db*")) CopyOpen(file, copy.At(Path.GetFileName(file)));

        using var after = SqliteLedger.Open(copy.Path);
        Assert.Equal([Some.Episode()], after.All());
    }

    [Fact]
    public void The_journal_is_written_ahead_and_flushed_fully()
    {
        using var ledger = SqliteLedger.Open(folder.Path);

        Assert.Equal("wal", LedgerConnection.Of(ledger).ExecuteScalar<string>("PRAGMA journal_mode"));
        Assert.Equal(2, LedgerConnection.Of(ledger).ExecuteScalar<int>("PRAGMA synchronous"));
        Assert.Equal("exclusive", LedgerConnection.Of(ledger).ExecuteScalar<string>("PRAGMA locking_mode"));
        Assert.True(File.Exists(folder.At("ledger.db-wal")));
    }

    private static void CopyOpen(string from, string to)
    {
        using var source = new FileStream(from, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var target = File.Create(to);
        source.CopyTo(target);
    }

    private T SaveAndReopen<T>(LedgerChange change, Func<SqliteLedger, T> read)
    {
        using (var ledger = SqliteLedger.Open(folder.Path)) ledger.Save(change);
        using var again = SqliteLedger.Open(folder.Path);
        return read(again);
    }

    private SqliteConnection OpenDirectly()
    {
        var connection = new SqliteConnection($"Data Source={folder.At("ledger.db")};Pooling=False");
        connection.Open();
        return connection;
    }
}
