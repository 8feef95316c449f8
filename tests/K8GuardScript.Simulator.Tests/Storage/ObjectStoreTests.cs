using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Resources;
using K8GuardScript.Simulator.Storage;

namespace K8GuardScript.Simulator.Tests.Storage;

public sealed class ObjectStoreTests
{
    private static readonly ResourceId Maps = new("", "configmaps");
    private static readonly ResourceId Secrets = new("", "secrets");

    [Fact]
    public void A_past_state_undoes_creations_changes_and_deletions()
    {
        var store = new ObjectStore();
        Put(store, Maps, "kept", "1");
        Put(store, Maps, "gone", "1");
        var past = store.Revision;
        Put(store, Maps, "kept", "2");
        Put(store, Maps, "kept", "3");
        Put(store, Maps, "new", "1");
        Remove(store, Maps, "gone");
        Put(store, Secrets, "other", "1");

        var then = store.ReadAt(Maps, past)!;

        Assert.Equal(["gone", "kept"], then.Objects.Keys.Select(name => name.Name));
        Assert.Equal("1", (string?)then.Objects[Name("kept")].ToBody()["data"]);
        Assert.Equal(["kept", "new"], store.Read(Maps).Objects.Keys.Select(name => name.Name));
    }

    [Fact]
    public void The_log_is_bounded_and_says_where_it_begins()
    {
        var store = new ObjectStore(maxChanges: 3);
        for (var i = 0; i < 10; i++) Put(store, Maps, "a", $"{i}");
        var oldest = store.Revision - 3;
        Assert.Null(store.ChangesAfter(oldest - 1, Maps, 100, out _, out _));
        Assert.Null(store.ReadAt(Maps, oldest - 1));
        Assert.Equal(3, store.ChangesAfter(oldest, Maps, 100, out _, out _)!.Count);
    }

    [Fact]
    public void The_log_is_bounded_in_bytes_too()
    {
        var store = new ObjectStore(maxBytes: 5_000);
        for (var i = 0; i < 10; i++) Put(store, Maps, $"n{i}", new string('x', 1_000));
        Assert.Null(store.ChangesAfter(1, Maps, 100, out _, out _));
        Assert.Equal(10, store.Read(Maps).Objects.Count);
    }

    [Fact]
    public void Batches_of_changes_join_without_gap_and_the_last_waits()
    {
        var store = new ObjectStore();
        var start = store.Revision;
        for (var i = 0; i < 5; i++)
        {
            Put(store, Maps, $"m{i}", "1");
            Put(store, Secrets, $"s{i}", "1");
        }

        var seen = new List<string>();
        Task next;
        do
        {
            seen.AddRange(store.ChangesAfter(start, Maps, 2, out start, out next)!.Select(change => change.Either.Name.Name));
        }
        while (next.IsCompleted);

        Assert.Equal(["m0", "m1", "m2", "m3", "m4"], seen);
        Assert.Equal(store.Revision, start);
        Put(store, Maps, "wake", "1");
        Assert.True(next.IsCompleted);
    }

    [Fact]
    public void What_was_read_does_not_change_when_the_caller_changes_its_copy()
    {
        var store = new ObjectStore();
        Put(store, Maps, "a", "1");
        store.Read(Maps).Objects[Name("a")].ToBody()["data"] = "changed";
        Assert.Equal("1", (string?)store.Read(Maps).Objects[Name("a")].ToBody()["data"]);
    }

    private static ObjectName Name(string name) => new("ns", name);

    private static void Put(ObjectStore store, ResourceId resource, string name, string data) =>
        store.Write(tx => tx.Put(resource, Name(name), new JsonObject { ["data"] = data }));

    private static void Remove(ObjectStore store, ResourceId resource, string name) =>
        store.Write(tx => tx.Remove(resource, tx.Find(resource, Name(name))!));
}
