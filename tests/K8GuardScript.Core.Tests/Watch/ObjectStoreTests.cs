using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Tests.Doubles;
using K8GuardScript.Core.Watch;

namespace K8GuardScript.Core.Tests.Watch;

public sealed class ObjectStoreTests
{
    private readonly HearingListener listener = new();
    private readonly ObjectStore store;

    public ObjectStoreTests() => store = new ObjectStore(listener);

    [Fact]
    public void A_new_list_replaces_the_old_one_and_tells_only_what_differs()
    {
        List(("same", "1"), ("changed", "1"), ("gone", "1"));
        listener.Heard.Clear();

        List(("same", "1"), ("changed", "2"), ("new", "1"));

        Assert.Equal(["gone gone", "changed changed 1>2", "changed new ->1", "Pod Synced"], listener.Heard);
        Assert.Null(store.Get(Key("gone")));
        Assert.Equal("2", store.Get(Key("changed"))!.ResourceVersion);
        Assert.Equal(3, store.Count(Some.Pods));
    }

    [Fact]
    public void Nothing_of_a_list_is_seen_before_it_is_complete()
    {
        List(("a", "1"));
        store.BeginList(Some.Pods);
        store.Listed(Some.Pods, Pod("b", "1"));

        Assert.NotNull(store.Get(Key("a")));
        Assert.Null(store.Get(Key("b")));
    }

    [Fact]
    public void A_list_that_is_abandoned_changes_nothing()
    {
        List(("a", "1"));
        listener.Heard.Clear();
        store.BeginList(Some.Pods);
        store.Listed(Some.Pods, Pod("b", "1"));
        store.AbandonList(Some.Pods);

        Assert.Empty(listener.Heard);
        Assert.NotNull(store.Get(Key("a")));
        Assert.Throws<InvalidOperationException>(() => store.EndList(Some.Pods));
    }

    [Fact]
    public void An_item_of_a_list_that_never_began_is_refused()
    {
        Assert.Throws<InvalidOperationException>(() => store.Listed(Some.Pods, Pod("b", "1")));
    }

    [Fact]
    public void An_outage_before_the_first_list_leaves_the_kind_pending()
    {
        store.Expect(Some.Pods);
        store.Interrupted(Some.Pods, "no route");

        Assert.Equal(new KindState(KindStatus.Pending, "no route"), store.States()[Some.Pods]);
        Assert.False(store.IsSettled());
    }

    [Fact]
    public void A_watch_that_opens_before_the_first_list_leaves_the_kind_pending()
    {
        store.Expect(Some.Pods);
        store.Interrupted(Some.Pods, "no route");
        store.Resumed(Some.Pods);

        Assert.False(store.IsSettled());
    }

    [Fact]
    public void An_outage_after_the_first_list_keeps_what_is_known()
    {
        List(("a", "1"));
        store.Interrupted(Some.Pods, "no route");

        Assert.Equal(KindStatus.Interrupted, store.States()[Some.Pods].Status);
        Assert.True(store.IsSettled());
        Assert.NotNull(store.Get(Key("a")));

        store.Resumed(Some.Pods);
        Assert.Equal(KindState.Synced, store.States()[Some.Pods]);
    }

    [Fact]
    public void An_outage_of_a_listed_kind_that_was_refused_meanwhile_is_an_interruption()
    {
        List(("a", "1"));
        store.Refused(Some.Pods, "forbidden");
        store.Interrupted(Some.Pods, "no route");

        Assert.Equal(KindStatus.Interrupted, store.States()[Some.Pods].Status);
    }

    [Fact]
    public void A_refused_kind_is_settled_and_blind_until_it_is_listed()
    {
        store.Expect(Some.Pods);
        store.Refused(Some.Pods, "forbidden");
        Assert.True(store.IsSettled());
        Assert.True(store.IsBlindFor(Some.Pods));

        List(("a", "1"));
        Assert.False(store.IsBlindFor(Some.Pods));
    }

    [Fact]
    public void The_same_state_is_told_once()
    {
        store.Expect(Some.Pods);
        store.Refused(Some.Pods, "forbidden");
        store.Refused(Some.Pods, "forbidden");

        Assert.Equal(["Pod Refused"], listener.Heard);
    }

    [Fact]
    public void A_store_without_kinds_is_not_settled()
    {
        Assert.False(store.IsSettled());
    }

    [Fact]
    public void An_object_that_was_created_anew_is_found_by_its_new_uid_only()
    {
        List(("a", "1"));
        store.Changed(Some.Pods, Some.Manifest(Some.Pods, "shop", "a", uid: "uid-new", version: "2").Utf8());

        Assert.Null(store.ByUid("uid-a"));
        Assert.Equal("a", store.ByUid("uid-new")!.Name);
        Assert.Equal(["gone a", "changed a ->2"], listener.Heard[^2..]);
    }

    [Fact]
    public void A_list_with_another_uid_under_the_same_version_is_news()
    {
        List(("a", "1"));
        store.BeginList(Some.Pods);
        store.Listed(Some.Pods, Some.Manifest(Some.Pods, "shop", "a", uid: "uid-new", version: "1").Utf8());
        store.EndList(Some.Pods);

        Assert.Equal("uid-new", store.Get(Key("a"))!.Uid);
    }

    [Fact]
    public void A_list_counts_what_it_changed_and_an_object_created_anew_twice()
    {
        List(("same", "1"), ("changed", "1"), ("gone", "1"), ("anew", "1"));

        store.BeginList(Some.Pods);
        foreach (var (name, version) in new[] { ("same", "1"), ("changed", "2"), ("new", "3") }) store.Listed(Some.Pods, Pod(name, version));
        store.Listed(Some.Pods, Anew("anew", "4"));

        Assert.Equal(new ListChange(Added: 2, Changed: 1, Removed: 2), store.EndList(Some.Pods));
        Assert.Equal("anew", store.ByUid("uid-new")!.Name);
        Assert.Null(store.ByUid("uid-anew"));
    }

    [Fact]
    public void A_list_keeps_what_it_tells_nothing_new_of_without_reading_it_again()
    {
        List(("a", "1"));
        var known = store.Get(Key("a"));

        List(("a", "1"));

        Assert.Same(known, store.Get(Key("a")));
    }

    [Fact]
    public void What_was_deleted_while_the_list_came_is_not_in_it()
    {
        store.BeginList(Some.Pods);
        store.Listed(Some.Pods, Pod("a", "1"));
        store.Unlisted(Some.Pods, Pod("a", "2"));

        Assert.Equal(0, store.EndList(Some.Pods).Total);
        Assert.Null(store.Get(Key("a")));
    }

    [Theory]
    [InlineData("9")]
    [InlineData("10")]
    public void An_event_that_is_not_newer_than_what_is_known_changes_nothing(string version)
    {
        List(("a", "10"));
        listener.Heard.Clear();

        store.Changed(Some.Pods, Pod("a", version));

        Assert.Empty(listener.Heard);
        Assert.Equal("10", store.Get(Key("a"))!.ResourceVersion);
    }

    [Fact]
    public void Versions_that_are_no_numbers_are_only_the_same_or_news()
    {
        List(("a", "b/2"));

        store.Changed(Some.Pods, Pod("a", "a/1"));

        Assert.Equal("a/1", store.Get(Key("a"))!.ResourceVersion);
    }

    [Theory]
    [InlineData("9", true)]
    [InlineData("10", false)]
    [InlineData("11", false)]
    public void A_deletion_from_before_what_is_known_is_old_news(string version, bool stays)
    {
        List(("a", "10"));

        store.Deleted(Some.Pods, Pod("a", version));

        Assert.Equal(stays, store.Get(Key("a")) is not null);
    }

    [Theory]
    [InlineData("9", true)]
    [InlineData("11", false)]
    [InlineData("x", true)]
    public void The_deletion_of_a_namesake_takes_away_only_what_came_before_it(string version, bool stays)
    {
        List(("a", "10"));

        store.Deleted(Some.Pods, Anew("a", version));

        Assert.Equal(stays, store.Get(Key("a")) is not null);
        Assert.Equal(stays, store.ByUid("uid-a") is not null);
    }

    [Fact]
    public void The_deletion_of_what_is_not_known_is_told_to_nobody()
    {
        store.Deleted(Some.Pods, Pod("a", "1"));

        Assert.Empty(listener.Heard);
    }

    [Fact]
    public void What_is_deleted_is_gone_from_every_way_in()
    {
        List(("a", "1"));
        store.Deleted(Some.Pods, Pod("a", "2"));

        Assert.Null(store.Get(Key("a")));
        Assert.Null(store.ByUid("uid-a"));
        Assert.Empty(store.Keys(Some.Pods));
    }

    [Fact]
    public void Kinds_of_one_name_in_different_groups_are_kept_apart()
    {
        var custom = new KindName("example.com", "v1", "Pod");
        List(("a", "1"));
        store.BeginList(custom);
        store.EndList(custom);

        Assert.NotNull(store.Get(Key("a")));
        Assert.Null(store.Get(Key("a") with { Group = "example.com" }));
        Assert.Equal(custom, store.Watched("example.com", "Pod"));
        Assert.Null(store.Watched("apps", "Pod"));
    }

    private static ObjectKey Key(string name) => new("", "Pod", "shop", name);

    private static byte[] Pod(string name, string version) => Some.Manifest(Some.Pods, "shop", name, version: version).Utf8();

    private static byte[] Anew(string name, string version) =>
        Some.Manifest(Some.Pods, "shop", name, uid: "uid-new", version: version).Utf8();

    private void List(params (string Name, string Version)[] pods)
    {
        store.BeginList(Some.Pods);
        foreach (var (name, version) in pods) store.Listed(Some.Pods, Pod(name, version));
        store.EndList(Some.Pods);
    }
}
