using System.Runtime.CompilerServices;
using System.Text;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Tests.Doubles;
using K8GuardScript.Core.Watch;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Core.Tests.Watch;

public sealed class TableCleaningTests
{
    private const int Fewest = 2_000;

    private readonly TableGenerations generations = new(() => new ObjectTables(), Fewest);
    private readonly ObjectStore store;
    private int version;

    public TableCleaningTests()
    {
        store = new ObjectStore(new HearingListener(), generations);
        store.BeginList(Some.Pods);
        store.EndList(Some.Pods);
        Clean();
    }

    [Fact]
    public void A_million_labels_of_objects_that_come_and_go_leave_the_tables_small_and_what_stays_readable()
    {
        for (var i = 0; i < 20; i++) Put($"stays-{i}", Labels(i * 10, 10));
        var (mostTexts, mostShapes) = (0, 0);
        for (var round = 0; round < 400; round++)
        {
            // what comes once is not shared anyway
            for (var i = 0; i < 50; i++)
            {
                var labels = Labels(((round * 50) + i) * 50, 50);
                Put("one", labels);
                Put("other", labels);
            }

            Delete("one");
            Delete("other");
            Clean();
            mostTexts = Math.Max(mostTexts, generations.Current.Texts.Count);
            mostShapes = Math.Max(mostShapes, generations.Current.Shapes.Count);
        }

        Assert.InRange(mostTexts, 1, Fewest + 6_000);
        Assert.InRange(mostShapes, 1, (Fewest / 8) + 100);
        for (var i = 0; i < 20; i++)
        {
            var pod = store.Get(new ObjectKey("", "Pod", "shop", $"stays-{i}"))!;
            Assert.Equal($"v-{(i * 10) + 3}", pod.Label($"k-{(i * 10) + 3}"));
        }
    }

    [Fact]
    public void Tables_of_another_time_can_go()
    {
        var old = Start();
        Churn(3_000);
        Clean();
        for (var again = 0; again < 3 && old.IsAlive; again++) GC.Collect();

        Assert.False(old.IsAlive);
        Assert.Equal("v-7", store.Get(new ObjectKey("", "Pod", "shop", "stays"))!.Label("k-7"));
    }

    [Fact]
    public void A_step_looks_at_no_more_than_it_may_and_what_changed_meanwhile_stays_changed()
    {
        for (var i = 0; i < 100; i++) Put($"pod-{i}", Labels(i, 1));
        Churn(3_000);
        var old = generations.Current;

        Assert.True(store.CleanSlice(10));
        Assert.NotSame(old, generations.Current);
        Assert.InRange(Moved(), 1, 10);

        for (var i = 0; i < 100; i += 2) Put($"pod-{i}", Labels(1_000 + i, 1));
        Delete("pod-99");
        Clean();

        Assert.Equal(99, Moved());
        Assert.Equal("v-1042", store.Get(new ObjectKey("", "Pod", "shop", "pod-42"))!.Label("k-1042"));
        Assert.Equal("v-43", store.Get(new ObjectKey("", "Pod", "shop", "pod-43"))!.Label("k-43"));
        Assert.Null(store.Get(new ObjectKey("", "Pod", "shop", "pod-99")));
    }

    [Fact]
    public void What_was_read_with_the_old_tables_and_came_late_is_moved_as_well()
    {
        store.BeginList(Some.Nodes);
        store.EndList(Some.Nodes);
        store.BeginList(Some.Nodes);
        store.Listed(Some.Nodes, Some.Manifest(Some.Nodes, "", "late").Labelled("a", "b").Utf8());
        var old = generations.Current;
        Churn(3_000);
        Clean();
        Assert.NotSame(old, generations.Current);

        store.EndList(Some.Nodes);
        var late = store.Get(new ObjectKey("", "Node", "", "late"))!;
        Assert.Same(old, late.Tables);
        Clean();

        Assert.Same(generations.Current, late.Tables);
        Assert.Equal("b", late.Label("a"));
    }

    [Fact]
    public void Nothing_is_cleaned_where_little_was_shared_in_vain()
    {
        var tables = generations.Current;
        Churn(100);

        Assert.False(store.CleanSlice(10));
        Assert.Same(tables, generations.Current);
    }

    [Fact]
    public void What_comes_while_the_first_lists_come_is_not_cleaned()
    {
        var early = new TableGenerations(() => new ObjectTables(), Fewest);
        var tables = early.Current;
        var other = new ObjectStore(new HearingListener(), early);
        other.BeginList(Some.Pods);
        for (var i = 0; i < 200; i++) other.Listed(Some.Pods, Pod($"{i}", Labels(i / 2 * 50, 50)));
        Assert.False(other.CleanSlice(10));
        other.EndList(Some.Pods);

        Assert.InRange(tables.Texts.Count, Fewest * 2, int.MaxValue);
        Assert.False(other.CleanSlice(10));
        Assert.Same(tables, early.Current);
    }

    [Fact]
    public void Full_tables_that_are_in_use_are_not_made_anew_again_and_again()
    {
        var made = 0;
        var small = new TableGenerations(() => { made++; return new ObjectTables(100, 1 << 20, 50); }, 1 << 20);
        var full = new ObjectStore(new HearingListener(), small);
        full.BeginList(Some.Pods);
        full.EndList(Some.Pods);
        for (var i = 0; i < 300; i++) full.Changed(Some.Pods, Pod($"{i / 2}-{i % 2}", Labels(i / 2, 1)));
        for (var again = 0; again < 20; again++) Clean(full);

        Assert.True(small.Current.IsFull);
        Assert.InRange(made, 1, 3);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference Start()
    {
        for (var again = 0; again < 3; again++) Put("stays", Labels(0, 20));
        return new WeakReference(generations.Current);
    }

    private int Moved() => store.Keys(Some.Pods).Count(key => ReferenceEquals(store.Get(key)!.Tables, generations.Current));

    // shares so many labels, and as many values, that nobody holds afterwards
    private void Churn(int labels)
    {
        for (var i = 0; i < labels; i += 50)
        {
            Put("churn", Labels(100_000 + version + i, 50));
            Put("churn", Labels(100_000 + version - 1 + i, 50));
        }

        Delete("churn");
    }

    private void Clean() => Clean(store);

    private static void Clean(ObjectStore store)
    {
        while (store.CleanSlice(50))
        {
        }
    }

    private void Put(string name, string labels) => store.Changed(Some.Pods, Pod(name, labels));

    private void Delete(string name) => store.Deleted(Some.Pods, Pod(name, ""));

    private byte[] Pod(string name, string labels) => Encoding.UTF8.GetBytes(
        $$$"""{"metadata":{"name":"{{{name}}}","namespace":"shop","uid":"uid-{{{name}}}","resourceVersion":"{{{++version}}}","labels":{ {{{labels}}} } } }""");

    private static string Labels(int first, int count) =>
        string.Join(",", Enumerable.Range(first, count).Select(key => $"\"k-{key}\":\"v-{key}\""));
}
