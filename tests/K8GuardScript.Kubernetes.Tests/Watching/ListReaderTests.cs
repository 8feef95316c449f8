using System.Text;
using K8GuardScript.Kubernetes.Measuring;
using K8GuardScript.Kubernetes.Tests.Doubles;
using K8GuardScript.Kubernetes.Transport;
using K8GuardScript.Kubernetes.Watching;

namespace K8GuardScript.Kubernetes.Tests.Watching;

public sealed class ListReaderTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(4096)]
    [InlineData(1 << 20)]
    public async Task Every_item_is_handed_on_once_wherever_the_network_cuts(int drop)
    {
        string[] items = [.. Enumerable.Range(0, 40).Select(i => $$"""{"ä":{{i}},"metadata":{"name":"n"},"data":[{"k":"{{new string('v', i * 1000)}}"}]}""")];

        var (page, taken) = await Read(Some.Page(7, "next", items), drop);

        Assert.Equal(new ListPage("7", "next"), page);
        Assert.Equal(items, taken);
    }

    [Fact]
    public async Task An_item_may_be_larger_than_what_is_read_at_once()
    {
        string[] items = [Named("a"), $$$$"""{"b":"{{{{new string('x', 3 << 20)}}}}","metadata":{"name":"b"}}""", Named("c")];

        var (_, taken) = await Read(Some.List(7, items), 16 << 10);

        Assert.Equal(items, taken);
    }

    [Fact]
    public async Task Items_may_come_before_what_the_list_says_of_itself()
    {
        var (page, taken) = await Read(
            $$"""{"apiVersion":"v1","items":[{{Named("a")}},{{Named("b")}}],"kind":"ConfigMapList","metadata":{"continue":"","resourceVersion":"3"} }""",
            5);

        Assert.Equal(new ListPage("3", ""), page);
        Assert.Equal([Named("a"), Named("b")], taken);
    }

    [Fact]
    public async Task Items_of_null_are_told_from_an_empty_list()
    {
        var (page, taken) = await Read("""{"kind":"ConfigMapList","metadata":{"resourceVersion":"3"},"items":null}""", 5);

        Assert.Equal(new ListPage("3", "", HasNullItems: true, IsEmpty: true), page);
        Assert.Empty(taken);
    }

    [Fact]
    public async Task A_definition_may_name_its_lists_as_it_likes_where_the_items_say_what_they_are()
    {
        const string items = """{"kind":"ConfigMap","metadata":{"name":"a"}}""";
        var (page, taken) = await Read($$"""{"items":[{{items}}],"kind":"ManyList","metadata":{"resourceVersion":"3"} }""", 5);

        Assert.Equal(new ListPage("3", ""), page);
        Assert.Equal([items], taken);
    }

    [Fact]
    public async Task A_list_of_another_name_whose_items_do_not_say_what_they_are_is_none()
    {
        var fault = await Assert.ThrowsAsync<DecodeException>(
            () => Read($$"""{"items":[{{Named("a")}}],"kind":"ManyList","metadata":{"resourceVersion":"3"} }""", 5));

        Assert.Equal("the answer to a list of ConfigMap is a `ManyList`", fault.Message);
    }

    [Fact]
    public async Task A_version_inside_an_item_is_not_the_list_s()
    {
        var (page, _) = await Read(
            """
            {"items":[{"kind":"ConfigMap","metadata":{"name":"a","resourceVersion":"99","continue":"x"}}],
            "kind":"ConfigMapList","metadata":{"resourceVersion":"3"}}
            """,
            5);

        Assert.Equal(new ListPage("3", ""), page);
    }

    [Fact]
    public async Task What_the_taker_throws_is_its_own()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => Read(Some.List(7, Named("a")), 100, _ => throw new InvalidOperationException("of the taker")));
    }

    private static string Named(string name) => $$"""{"spec":[{}],"metadata":{"name":"{{name}}"} }""";

    private static async Task<(ListPage Page, List<string> Taken)> Read(string json, int drop, Action<string>? take = null)
    {
        var taken = new List<string>();
        using var metrics = new MetricTally();
        var timer = new CallTimer(new ApiMetrics(metrics.Meter), TimeProvider.System, "list", "ConfigMap");
        using var answer = new ApiAnswer(
            new AnswerHead(new HttpResponseMessage(), Stream.Null, timer, TimeProvider.System),
            new DrippingStream(Encoding.UTF8.GetBytes(json), drop),
            new CallDeadline(TimeSpan.FromMinutes(1), TimeProvider.System, default));
        using var reader = new ListReader(answer, "ConfigMap", isOwnList: false, item =>
        {
            var text = Encoding.UTF8.GetString(item);
            take?.Invoke(text);
            taken.Add(text);
        });
        return (await reader.ReadAsync(), taken);
    }
}
