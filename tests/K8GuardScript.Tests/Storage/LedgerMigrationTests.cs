using Dapper;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Record;
using K8GuardScript.Sdk.Registration;
using K8GuardScript.Storage;
using Microsoft.Data.Sqlite;

namespace K8GuardScript.Tests.Storage;

/// <summary>Ledgers that earlier versions wrote.</summary>
public sealed class LedgerMigrationTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_ledger_without_sources_keeps_all_that_it_has_and_takes_sources_from_then_on()
    {
        var warned = Some.Episode() with
        {
            ClosedAt = Some.Noon.AddHours(1),
            AcceptedWarnings = 2,
            LastWarning = new AcceptedWarning(Some.Noon, "uid-1", "abcdef012345", ActionVerb.Stop, "mail", "owners"),
            Told = 3,
            ToldAt = Some.Noon,
            Reverts = 1,
            ActionId = "action-1",
        };
        var found = Some.Episode() with { Key = warned.Key with { Source = new ObjectKey("wgpolicyk8s.io", "PolicyReport", "shop", "a") } };
        WriteWithFirstSchema(warned);

        using (var ledger = SqliteLedger.Open(folder.Path))
        {
            Assert.Equal([warned], ledger.All());
            ledger.Save(new LedgerChange { Episodes = [found], Warnings = [new GivenWarning(found.Key, Some.Noon, "mail", true, 1, ActionVerb.None)] });
        }

        using (var again = SqliteLedger.Open(folder.Path)) Assert.Equal(2, again.All().Count);
        using var direct = Connect();
        Assert.Equal(["", "PolicyReport"], direct.Query<string>("SELECT source_kind FROM warning ORDER BY id"));
        Assert.Equal(LedgerSchema.Migrations.Count, direct.ExecuteScalar<int>("PRAGMA user_version"));
    }

    [Fact]
    public void A_ledger_without_children_keeps_all_that_it_has_and_tells_them_apart_from_then_on()
    {
        var source = new ObjectKey("wgpolicyk8s.io", "PolicyReport", "shop", "a");
        var reported = Some.Episode() with { Key = Some.Episode().Key with { Source = source }, AcceptedWarnings = 2, ActionId = "action-1" };
        var below = Some.Episode() with { Key = Some.Episode().Key with { Child = "Pod" } };
        WriteWithSecondSchema(Some.Episode(), reported);

        using (var ledger = SqliteLedger.Open(folder.Path))
        {
            Assert.Equal([Some.Episode(), reported], ledger.All().OrderBy(episode => episode.AcceptedWarnings));
            ledger.Save(new LedgerChange { Episodes = [below], Warnings = [new GivenWarning(below.Key, Some.Noon, "mail", true, 1, ActionVerb.None)] });
        }

        using (var again = SqliteLedger.Open(folder.Path)) Assert.Equal([null, null, "Pod"], again.All().Select(episode => episode.Key.Child).Order());
        using var direct = Connect();
        Assert.Equal(["Pod"], direct.Query<string>("SELECT child FROM warning"));
    }

    // as the version before children did it
    private void WriteWithSecondSchema(params Episode[] episodes)
    {
        using var direct = Connect();
        foreach (var script in LedgerSchema.Migrations.Take(2)) direct.Execute(script);
        direct.Execute("PRAGMA user_version = 2");
        direct.Execute(
            """
            INSERT INTO episode VALUES (
                @Policy, @Group, @Kind, @Namespace, @Name, @Place, 'v1', @Uid, @Revision, @Code, 'High', @Path, @Message, 'open',
                @FirstSeen, @OpenedAt, NULL, @AcceptedWarnings, NULL, NULL, NULL, NULL, NULL, NULL, 0, NULL, 0, @ActionId,
                @SourceGroup, @SourceKind, @SourceNamespace, @SourceName)
            """,
            episodes.Select(episode => new
            {
                episode.Key.Policy,
                episode.Key.Object.Group,
                episode.Key.Object.Kind,
                episode.Key.Object.Namespace,
                episode.Key.Object.Name,
                episode.Key.Place,
                episode.Uid,
                episode.Revision,
                episode.Code,
                episode.Path,
                episode.Message,
                FirstSeen = Instant.Of(episode.FirstSeen),
                OpenedAt = Instant.Of(episode.OpenedAt),
                episode.AcceptedWarnings,
                episode.ActionId,
                SourceGroup = episode.Key.Source?.Group ?? "",
                SourceKind = episode.Key.Source?.Kind ?? "",
                SourceNamespace = episode.Key.Source?.Namespace ?? "",
                SourceName = episode.Key.Source?.Name ?? "",
            }));
    }

    // as the version before sources did it
    private void WriteWithFirstSchema(Episode episode)
    {
        using var direct = Connect();
        direct.Execute(LedgerSchema.Migrations[0]);
        direct.Execute("PRAGMA user_version = 1");
        direct.Execute(
            """
            INSERT INTO episode VALUES (
                @Policy, @Group, @Kind, @Namespace, @Name, @Place, 'v1', @Uid, @Revision, @Code, 'High', @Path, @Message, 'open',
                @FirstSeen, @OpenedAt, @ClosedAt, @AcceptedWarnings, @ToldAt, @Uid, @Revision, 'Stop', 'mail', 'owners', @Told, @ToldAt, @Reverts, @ActionId)
            """,
            new
            {
                episode.Key.Policy,
                episode.Key.Object.Group,
                episode.Key.Object.Kind,
                episode.Key.Object.Namespace,
                episode.Key.Object.Name,
                episode.Key.Place,
                episode.Uid,
                episode.Revision,
                episode.Code,
                episode.Path,
                episode.Message,
                FirstSeen = Instant.Of(episode.FirstSeen),
                OpenedAt = Instant.Of(episode.OpenedAt),
                ClosedAt = Instant.Of(episode.ClosedAt),
                episode.AcceptedWarnings,
                ToldAt = Instant.Of(episode.ToldAt),
                episode.Told,
                episode.Reverts,
                episode.ActionId,
            });
        direct.Execute("INSERT INTO warning VALUES (1, 'p', 'apps', 'Deployment', 'shop', 'web', '', 0, 'mail', 1, 1, 'Stop')");
    }

    private SqliteConnection Connect()
    {
        SQLitePCL.Batteries_V2.Init();
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = folder.At("ledger.db"), Pooling = false }.ToString());
        connection.Open();
        return connection;
    }
}
