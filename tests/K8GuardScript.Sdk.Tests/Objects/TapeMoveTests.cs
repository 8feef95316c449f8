using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Sdk.Tests.Objects;

public sealed class TapeMoveTests
{
    private static readonly string Many = string.Join(",", Enumerable.Range(0, 100).Select(key => $"\"example.com/k{key}\":\"v{key}\""));

    private static readonly string Json =
        """
        {"apiVersion":"v1","kind":"Pod","metadata":{"name":"web","namespace":"shop","uid":"u","labels":{"app":"web","größe":"klein","x/y":""},
        "annotations":{
        """ + Many + """
        }},"spec":{"n":[1,-0,1e3,12345678901234567890,0.10],"t":"2026-01-31T12:00:00Z","e":{},"l":[[],{},null,true,false],
        "containers":[{"name":"a","image":"registry.example.com/a:1"},{"name":"b","image":"registry.example.com/a:1"}]}}
        """;

    [Theory]
    [InlineData(1 << 18, 1 << 24, 1 << 13)]
    [InlineData(3, 1 << 24, 1 << 13)]
    [InlineData(1 << 18, 1 << 24, 2)]
    [InlineData(0, 0, 0)]
    public void What_is_moved_reads_as_before(int mostTexts, int mostChars, int mostShapes)
    {
        var old = new ObjectTables();
        foreach (var item in Enumerable.Range(0, 4).Select(_ => Read(old)).ToList())
        {
            var written = Written(item);
            item.MoveTo(new TapeMove(new ObjectTables(mostTexts, mostChars, mostShapes)));

            Assert.NotSame(old, item.Tables);
            Assert.Equal(written, Written(item));
            Assert.Equal(ObjectChange.None, item.ChangeFrom(Read(old)));
            Assert.Equal(("v7", "klein", ""), (item.Annotation("example.com/k7").ToString(), item.Label("größe").ToString(), item.Label("x/y")));
            Assert.Equal("spec.containers[1].image", item.Root["spec"]["containers"][1]["image"].Path);
        }
    }

    [Fact]
    public void What_several_objects_share_they_share_again()
    {
        var (old, tables) = (new ObjectTables(), new ObjectTables());
        var items = Enumerable.Range(0, 4).Select(_ => Read(old)).ToList();
        var move = new TapeMove(tables);
        foreach (var item in items) item.MoveTo(move);

        Assert.InRange(tables.Texts.Count, 1, old.Texts.Count);
        Assert.Same(items[2].Label("app").ToString(), items[3].Label("app").ToString());
    }

    [Fact]
    public void What_nobody_holds_is_left_behind()
    {
        var (old, tables) = (new ObjectTables(), new ObjectTables());
        for (var i = 0; i < 1_000; i++)
        {
            var json = Encoding.UTF8.GetBytes("{\"spec\":{\"k" + i + "\":\"v" + i + "\"}}");
            for (var again = 0; again < 2; again++) _ = KubeObject.Parse(json, "v1", "Pod", old);
        }

        Read(old).MoveTo(new TapeMove(tables));

        Assert.InRange(old.Texts.Count, 2_000, int.MaxValue);
        Assert.InRange(tables.Texts.Count, 1, 300);
    }

    [Fact]
    public void A_place_that_somebody_holds_goes_on_as_it_was()
    {
        var item = Read(new ObjectTables());
        var place = item.Root["metadata"]["labels"]["app"];
        item.MoveTo(new TapeMove(new ObjectTables()));

        Assert.Equal(("web", "metadata.labels.app"), (place.Text.ToString(), place.Path));
    }

    [Fact]
    public void Tables_that_nobody_uses_any_more_can_go()
    {
        var items = new List<KubeObject>();
        var old = Filled(items);
        Move(items);
        for (var again = 0; again < 3 && old.IsAlive; again++) GC.Collect();

        Assert.False(old.IsAlive);
        Assert.All(items, item => Assert.Equal("web", item.Label("app")));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Filled(List<KubeObject> items)
    {
        var tables = new ObjectTables();
        items.AddRange(Enumerable.Range(0, 4).Select(_ => Read(tables)));
        return new WeakReference(tables);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Move(List<KubeObject> items)
    {
        var move = new TapeMove(new ObjectTables());
        foreach (var item in items) item.MoveTo(move);
    }

    private static KubeObject Read(ObjectTables tables) => KubeObject.Parse(Encoding.UTF8.GetBytes(Json), "v1", "Pod", tables);

    private static string Written(KubeObject item)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer)) item.WriteTo(writer);
        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
