using System.Text.Json.Nodes;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Tests.Doubles;
using K8GuardScript.Core.Watch;
using K8GuardScript.Sdk.Fields;
using K8GuardScript.Sdk.Objects;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Tests.Watch;

/// <summary>What a store answers when it is asked for many objects, from the indexes that it makes for that.</summary>
public sealed class ObjectListTests
{
    private readonly ObjectStore store = new(new HearingListener());
    private int version;

    public ObjectListTests()
    {
        store.BeginList(Some.Pods);
        store.EndList(Some.Pods);
    }

    [Fact]
    public void Objects_come_by_namespace_and_name_however_they_came()
    {
        foreach (var (ns, name) in new[] { ("b", "2"), ("a", "3"), ("b", "10"), ("", "9"), ("a", "1") }) Put(ns, name);

        Assert.Equal(["/9", "a/1", "a/3", "b/10", "b/2"], Names(null));
        Assert.Equal(["a/1", "a/3"], Names("a"));
        Assert.Equal(["/9"], Names(""));
        Assert.Empty(Names("c"));

        foreach (var (ns, name) in new[] { ("a", "0"), ("a", "2"), ("a", "4"), ("c", "1") }) Put(ns, name);
        Delete("b", "10");

        Assert.Equal(["/9", "a/0", "a/1", "a/2", "a/3", "a/4", "b/2", "c/1"], Names(null));
        Assert.Equal(["a/0", "a/1", "a/2", "a/3", "a/4"], Names("a"));
    }

    [Fact]
    public void A_list_that_was_given_stays_as_it_was()
    {
        Put("a", "1");
        var given = store.List(Some.Pods, "a")!;
        Put("a", "0");
        Delete("a", "1");

        Assert.Equal(["1"], given.Select(item => item.Name));
        Assert.Equal(["a/0"], Names("a"));

        var (last, known) = (store.List(Some.Pods, "a")!, store.Get(new ObjectKey("", "Pod", "a", "0")));
        Put("a", "0", ("app", "web"));
        Assert.Same(known, Assert.Single(last));

        last = store.List(Some.Pods, "a")!;
        Delete("a", "0");
        Assert.NotNull(Assert.Single(last));
    }

    [Fact]
    public void Labels_are_found_in_one_namespace_and_in_all()
    {
        Put("a", "1", ("app", "web"));
        Put("a", "2", ("app", "db"));
        Put("b", "3", ("app", "web"), ("tier", "front"));
        Put("b", "4");

        Assert.Equal(["a/1", "b/3"], Names(null, ("app", "web")));
        Assert.Equal(["b/3"], Names("b", ("app", "web")));
        Assert.Equal(["b/3"], Names(null, ("app", "web"), ("tier", "front")));
        Assert.Empty(Names("a", ("app", "web"), ("tier", "front")));
        Assert.Empty(Names("a", ("none", "x")));
    }

    [Fact]
    public void Indexes_follow_every_change()
    {
        Put("a", "1", ("app", "web"));
        Put("a", "2", ("app", "web"));
        Assert.Equal(["a/1", "a/2"], Names("a", ("app", "web")));

        Put("a", "1", ("app", "db"));
        Put("a", "2");
        Put("a", "3", ("app", "web"));
        Assert.Equal(["a/3"], Names("a", ("app", "web")));
        Assert.Equal(["a/1"], Names("a", ("app", "db")));

        Put("a", "1", ("app", "web"));
        Delete("a", "3");
        Assert.Equal(["a/1"], Names("a", ("app", "web")));
        Assert.Same(store.Get(new ObjectKey("", "Pod", "a", "1")), Assert.Single(store.List(Some.Pods, "a", Terms(("app", "web")))!));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(1_500)]
    public void Indexes_follow_a_new_list(int changes)
    {
        for (var i = 0; i < changes; i++) Put("a", $"{i}", ("app", "web"));
        Assert.Equal(changes, Names("a", ("app", "web")).Count);

        store.BeginList(Some.Pods);
        for (var i = 1; i <= changes; i++) store.Listed(Some.Pods, Pod("a", $"{i}", ("app", i % 2 == 0 ? "web" : "db")));
        store.EndList(Some.Pods);

        Assert.Equal(changes / 2, Names("a", ("app", "web")).Count);
        Assert.Equal(changes - (changes / 2), Names(null, ("app", "db")).Count);
        Assert.Equal(changes, Names("a").Count);
        Assert.DoesNotContain("a/0", Names(null));
    }

    [Fact]
    public void Labels_that_are_no_texts_are_found_by_none()
    {
        Odd("1", "labels", """{"app":7}""");
        Odd("2", "labels", "[1]");
        Odd("3", "labels", "\"app\"");
        Odd("4", "ownerReferences", """{"x":[]}""");

        Assert.Empty(Names("a", ("app", "7")));
        Assert.Equal(4, Names("a").Count);
    }

    [Fact]
    public void Any_number_of_labels_is_answered_right_from_a_bounded_number_of_indexes()
    {
        var all = new NamedObjects();
        var indexes = new ShelfIndexes(all);
        for (var i = 0; i < 100; i++) all.Put(KubeObject.Parse(Pod("a", $"{i}", ($"k{i}", "v"), ("app", "web")), "v1", "Pod"));

        for (var round = 0; round < 30; round++)
        {
            for (var i = 0; i < 100; i++)
            {
                var terms = Terms(($"k{i}", "v"));
                Assert.Contains($"{i}", indexes.Candidates("a", terms).Where(terms.Matches).Select(item => item.Name));
            }
        }

        Assert.InRange(indexes.Count, 1, ShelfIndexes.MostLabels + 2);
    }

    [Fact]
    public void An_index_that_nobody_asks_for_any_more_makes_room()
    {
        var all = new NamedObjects();
        var indexes = new ShelfIndexes(all);
        for (var i = 0; i < 50; i++) all.Put(KubeObject.Parse(Pod("a", $"{i}", ($"k{i}", "v")), "v1", "Pod"));
        for (var i = 0; i < ShelfIndexes.MostLabels; i++) indexes.Candidates("a", Terms(($"k{i}", "v")));
        Assert.Equal(50, indexes.Candidates("a", Terms(("k49", "v"))).Count);

        for (var i = 0; i < ShelfIndexes.Patience; i++) indexes.Candidates("a", Terms(("k1", "v")));

        Assert.Single(indexes.Candidates("a", Terms(("k49", "v"))));
        Assert.Single(indexes.Candidates("a", Terms(("k1", "v"))));
    }

    [Fact]
    public void Children_are_found_by_whom_they_name_as_their_controller()
    {
        Own("1", "owner");
        Own("2", "owner");
        Own("3", "other");
        Own("4", "owner", controller: false);
        Own("5", "");

        Assert.Equal(["1", "2"], store.ChildrenOf("owner").Select(item => item.Name));
        Assert.Empty(store.ChildrenOf(""));

        Own("1", "other");
        Delete("a", "2");

        Assert.Empty(store.ChildrenOf("owner"));
        Assert.Equal(["1", "3"], store.ChildrenOf("other").Select(item => item.Name));

        store.Forget(Some.Pods);
        Assert.Empty(store.ChildrenOf("other"));
        Assert.Null(store.ByUid("uid-1"));
    }

    [Fact]
    public void A_list_that_leaves_children_out_takes_them_away()
    {
        Own("1", "owner");
        Own("2", "owner");

        store.BeginList(Some.Pods);
        store.Listed(Some.Pods, Some.Manifest(Some.Pods, "a", "2", version: "900").OwnedBy(Some.ReplicaSets, "owner").Utf8());
        store.EndList(Some.Pods);

        Assert.Equal("900", Assert.Single(store.ChildrenOf("owner")).ResourceVersion);
    }

    [Fact]
    public void An_object_that_names_one_controller_twice_is_one_child()
    {
        Odd("1", "ownerReferences", """[{"uid":"o","controller":true},{"uid":"o","controller":true}]""");

        Assert.Single(store.ChildrenOf("o"));
        version = 100;
        Delete("a", "1");
        Assert.Empty(store.ChildrenOf("o"));
    }

    private void Own(string name, string owner, bool controller = true) => store.Changed(
        Some.Pods, Some.Manifest(Some.Pods, "a", name, version: $"{++version}").OwnedBy(Some.ReplicaSets, owner, controller).Utf8());

    private void Odd(string name, string key, string value)
    {
        var manifest = Some.Manifest(Some.Pods, "a", name);
        manifest["metadata"]![key] = JsonNode.Parse(value);
        store.Changed(Some.Pods, manifest.Utf8());
    }

    private void Put(string ns, string name, params (string Key, string Value)[] labels) => store.Changed(Some.Pods, Pod(ns, name, labels));

    private void Delete(string ns, string name) => store.Deleted(Some.Pods, Pod(ns, name));

    private List<string> Names(string? ns, params (string Key, string Value)[] labels) =>
        [.. store.List(Some.Pods, ns, labels.Length == 0 ? null : Terms(labels))!.Select(item => $"{item.Namespace}/{item.Name}")];

    private byte[] Pod(string ns, string name, params (string Key, string Value)[] labels)
    {
        var manifest = Some.Manifest(Some.Pods, ns, name, version: $"{++version}");
        foreach (var (key, value) in labels) manifest.Labelled(key, value);
        return manifest.Utf8();
    }

    private static LabelTerms Terms(params (string Key, string Value)[] labels)
    {
        var selector = new JsonObject(labels.Select(label => KeyValuePair.Create(label.Key, (JsonNode?)label.Value)));
        var holder = new JsonObject { ["metadata"] = new JsonObject { ["labels"] = selector } };
        return LabelTerms.Of(new TextMap(holder.Parsed().Root["metadata"]["labels"]))!;
    }
}
