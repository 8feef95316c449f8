using System.Text;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Watch;
using K8GuardScript.Sdk.Fields;
using K8GuardScript.Sdk.Objects;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Tests.Watch;

/// <summary>Reading while two kinds are written and tables grow and are made anew.</summary>
public sealed class BusyStoreTests
{
    private const int Names = 60;
    private const int Changes = 6_000;
    private const int Readers = 3;

    private static readonly LabelTerms Odd = LabelTerms.Of(new TextMap(
        KubeObject.Parse("""{"selector":{"parity":"1"}}"""u8, "", "").Root["selector"]))!;

    private readonly ObjectTables first = new();
    private readonly TableGenerations generations;
    private readonly ObjectStore store;
    private int made;

    public BusyStoreTests()
    {
        generations = new TableGenerations(() => Interlocked.Increment(ref made) == 1 ? first : new ObjectTables(), 500);
        store = new ObjectStore(new DeafListener(), generations);
        foreach (var kind in new[] { Some.Pods, Some.Jobs })
        {
            store.BeginList(kind);
            store.EndList(kind);
        }
    }

    [Fact]
    public async Task Whoever_reads_finds_what_was_written()
    {
        var cancel = TestContext.Current.CancellationToken;
        Task[] writing = [Task.Run(() => Write(Some.Pods, 1), cancel), Task.Run(() => Write(Some.Jobs, 2), cancel)];
        var written = Task.WhenAll(writing);
        var reading = Enumerable.Range(0, Readers).Select(seed => Task.Run(() => Read(seed, written), cancel)).ToList();
        var cleaning = Task.Run(() => Clean(written), cancel);

        await written;
        var read = await Task.WhenAll(reading);
        await cleaning;

        Assert.All(read, count => Assert.InRange(count, 1, int.MaxValue));
        Assert.InRange(made, 3, int.MaxValue);
        foreach (var item in store.List(Some.Pods, null)!) Check(item);
    }

    private void Write(KindName kind, int seed)
    {
        var random = new Random(seed);
        for (var version = 1; version <= Changes; version++)
        {
            var number = random.Next(Names);
            if (random.Next(5) == 0) store.Deleted(kind, Json(kind, number, version));
            else store.Changed(kind, Json(kind, number, version));
        }
    }

    private int Read(int seed, Task written)
    {
        var random = new Random(seed);
        var read = 0;
        do
        {
            var kind = random.Next(2) == 0 ? Some.Pods : Some.Jobs;
            var number = random.Next(Names);
            var item = store.Get(new ObjectKey(kind.Group, kind.Kind, $"ns-{number % 3}", $"n-{number}"));
            if (item is not null) Check(item);
            if (random.Next(10) == 0) CheckList(kind, $"ns-{number % 3}");
            foreach (var child in store.ChildrenOf($"owner-{number % 7}"))
                Assert.Contains(child.OwnerReferences(), owner => owner.Uid == $"owner-{number % 7}");
            read++;
        }
        while (!written.IsCompleted);

        return read;
    }

    private void CheckList(KindName kind, string ns)
    {
        var all = store.List(kind, ns)!;
        Assert.Equal(all.Select(item => item.Name).Order(StringComparer.Ordinal), all.Select(item => item.Name));
        foreach (var item in all) Check(item);
        foreach (var item in store.List(kind, ns, Odd)!) Assert.Equal(("1", ns), (item.Label("parity").ToString(), item.Namespace));
    }

    private static void Check(KubeObject item)
    {
        var root = item.Root;
        var version = root["metadata"]["resourceVersion"].Text.ToString();
        var labels = root["metadata"]["labels"];
        Assert.Equal([$"k-{version}", "parity", "often"], labels.Keys);
        Assert.Equal($"v-{version}", labels[$"k-{version}"].Text);
        Assert.Equal($"v-{version}", root["spec"][$"f-{version}"].Text);
        Assert.Equal(3, root["spec"]["items"].Count);
        foreach (var each in root["spec"]["items"].Items) Assert.Equal($"v-{version}", each["value"].Text);
        Assert.Equal(root["metadata"]["name"].Text, item.Name);
    }

    private void Clean(Task written)
    {
        while (!written.IsCompleted) store.CleanSlice(7);
    }

    // texts that are shared at once, for they come often in one object
    private static byte[] Json(KindName kind, int number, int version) => Encoding.UTF8.GetBytes($$$"""
        {"kind":"{{{kind.Kind}}}","metadata":{"name":"n-{{{number}}}","namespace":"ns-{{{number % 3}}}","uid":"{{{kind.Kind}}}-{{{number}}}",
        "resourceVersion":"{{{version}}}","labels":{"k-{{{version}}}":"v-{{{version}}}","parity":"{{{version % 2}}}","often":"o-{{{version % 9}}}"},
        "ownerReferences":[{"uid":"owner-{{{version % 7}}}","controller":true}]},
        "spec":{"f-{{{version}}}":"v-{{{version}}}","items":[{"value":"v-{{{version}}}"},{"value":"v-{{{version}}}"},{"value":"v-{{{version}}}"}]}}
        """);

    private sealed class DeafListener : IStoreListener
    {
        public void Changed(KindName kind, KubeObject item, KubeObject? before)
        {
        }

        public void Gone(KindName kind, KubeObject last)
        {
        }

        public void StateChanged(KindName kind, KindState state)
        {
        }
    }
}
