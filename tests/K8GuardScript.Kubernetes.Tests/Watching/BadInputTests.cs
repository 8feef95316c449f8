using System.Text;
using K8GuardScript.Kubernetes.Tests.Doubles;
using static K8GuardScript.Kubernetes.Tests.Doubles.WatchScene;

namespace K8GuardScript.Kubernetes.Tests.Watching;

/// <summary>Whatever a server or something before it sends: named, counted, listed again, and nothing is taken away for it.</summary>
public sealed class BadInputTests
{
    public static TheoryData<string, string, string> BadLists => new()
    {
        {
            """{"kind":"Table","apiVersion":"meta.k8s.io/v1","metadata":{"resourceVersion":"9"},"rows":[]}""",
            "the answer is a `Table` and no list", "wrong_shape"
        },
        { """{"kind":"Table","metadata":{"resourceVersion":"9"},"items":[]}""", "the answer is a `Table` and no list", "wrong_shape" },
        { """{"kind":"Status","status":"Success","metadata":{}}""", "the answer is a `Status` and no list", "wrong_shape" },
        { """{"kind":"ConfigMapList","metadata":{"resourceVersion":"9"}}""", "the answer is a `ConfigMapList` and no list", "wrong_shape" },
        { """{"kind":"ConfigMapList","metadata":{},"items":[]}""", "the list has no resourceVersion", "no_version" },
        {
            """{"kind":"ConfigMapList","metadata":{"resourceVersion":"9"},"items":[{"metadata":{"name":"a","resourceVersion":"1"}}""",
            "the list ends in its middle", "cut"
        },
        { """{"kind":"ConfigMapList","metadata":{"resourceVersion":"9"},"items":[null]}""", "an item of the list is no object", "wrong_shape" },
        { """{"kind":"ConfigMapList","metadata":{"resourceVersion":"9"},"items":{}}""", "the items of the list are no array", "wrong_shape" },
        { """{"kind":"\ud800List","metadata":{"resourceVersion":"9"},"items":[]}""", "the list has a text that is no Unicode", "not_unicode" },
        { "[]", "the answer is no list", "wrong_shape" },
        { Some.List(10, """{"data":{}}"""), "an item of the list has no name", "no_name" },
        { Some.List(10, """{"metadata":{"name":""}}"""), "an item of the list has no name", "no_name" },
        { Some.List(10, """{"kind":"Secret","metadata":{"name":"s"}}"""), "the list of ConfigMap holds another kind: `s`", "wrong_kind" },
        {
            Some.List(10, """{"metadata":{"name":"a","namespace":"n"},"metadata":{"name":"b"}}"""),
            "an object has a key twice: `n/a`", "repeated_key"
        },
        { Some.List(10, """{"metadata":{"name":"a","name":"b"}}"""), "an object has a key twice: `a`", "repeated_key" },
        {
            """{"kind":"ConfigMapList","metadata":{"resourceVersion":"9"},"items":[],"items":[]}""",
            "the list has a key twice", "repeated_key"
        },
        {
            """{"kind":"PodList","metadata":{"resourceVersion":"9"},"items":[]}""",
            "the answer to a list of ConfigMap is a `PodList`", "wrong_kind"
        },
        {
            """{"kind":"ConfigMapList","metadata":{"resourceVersion":"9","continue":5},"items":[]}""",
            "the list's version or the token of its next page is no text", "wrong_shape"
        },
        {
            """{"kind":"ConfigMapList","metadata":{"resourceVersion":"9","continue":"n","continue":""},"items":[]}""",
            "the list has a key twice", "repeated_key"
        },
        {
            """{"kind":"ConfigMapList","metadata":{"resourceVersion":"9","remainingItemCount":7},"items":[]}""",
            "the list says that there is more, and not where", "wrong_shape"
        },
        { """{"kind":"ConfigMapList","metadata":{"resourceVersion":"0"},"items":[]}""", "the list has no resourceVersion", "no_version" },
        { Some.Page(10, "n"), "the list goes on with a page that it came from, or behind an empty one", "wrong_shape" },
        { Some.List(10, "") + "x", "the list is no JSON", "malformed" },
        { "", "the list ends in its middle", "cut" },
        { "<html></html>", "the list is no JSON", "malformed" },
    };

    public static TheoryData<string, string, string> BadEvents => new()
    {
        { "<html></html>", "an event of the watch is no JSON near byte 0", "malformed" },
        { """{"type":"ADDED","object":{"kind":"ConfigMap","metadata":{"name":"a"}}}""", "an event of the watch has no resourceVersion: `a`", "no_version" },
        {
            """{"type":"ADDED","object":{"kind":"Table","metadata":{"resourceVersion":"11"},"rows":[]}}""",
            "the watch of ConfigMap sent a `Table`", "wrong_kind"
        },
        {
            """{"type":"NEWS","object":{"kind":"ConfigMap","metadata":{"name":"a","resourceVersion":"11"}}}""",
            "an event of the watch is of no known type", "wrong_shape"
        },
        { Some.Event("DELETED", "a", 0), "an event of the watch has no resourceVersion: `n/a`", "no_version" },
        { Some.Bookmark(0), "an event of the watch has no resourceVersion", "no_version" },
        {
            """{"type":"DELETED","object":{"metadata":{"name":"a","resourceVersion":"11"}}}""",
            "the object of an event of the watch says no kind: `a`", "wrong_kind"
        },
        { """{"type":"DELETED"}""", "a line of the watch is no event", "wrong_shape" },
        { """{"type":"DELETED","object":null}""", "a line of the watch is no event", "wrong_shape" },
        {
            """{"type":"DELETED","object":{"kind":"ConfigMap","metadata":{"name":"a","resourceVersion":"11"}}""",
            "an event of the watch is no JSON near byte 94: `a`", "malformed"
        },
        {
            """{"type":"DELETED","object":{"kind":"ConfigMap","metadata":{"name":"a","resourceVersion":"\udc00"}}}""",
            "an event of the watch has a text that is no Unicode: `a`", "not_unicode"
        },
        {
            $$$$"""{"type":"DELETED","object":{"metadata":{"name":"a","resourceVersion":"11"},"deep":{{{{Deep(1000)}}}}}}""",
            "an event of the watch is nested too deeply near byte 593: `a`", "too_deep"
        },
    };

    [Theory]
    [MemberData(nameof(BadLists))]
    public async Task A_list_that_can_not_be_read_is_asked_for_again(string body, string why, string reason) =>
        await ListedAgainAfter(Reply.Json(body), why, reason);

    [Fact]
    public async Task A_list_with_a_byte_that_is_no_text_is_asked_for_again() => await ListedAgainAfter(
        Reply.Bytes(WithBadByte(Some.List(10, Some.Item("a?", 1))), 200, "application/json"), "an item of the list is not UTF-8", "not_unicode");

    [Fact]
    public async Task A_list_that_is_nested_too_deeply_is_asked_for_again() => await ListedAgainAfter(
        Reply.Json(Some.List(10, $$$$"""{"metadata":{"name":"a","resourceVersion":"1"},"deep":{{{{Deep(1000)}}}}}""")),
        "the list is nested too deeply: `a`", "too_deep");

    [Fact]
    public async Task A_list_with_an_item_that_is_too_long_is_asked_for_again() => await ListedAgainAfter(
        Reply.Json(Some.List(10, $$$$"""{"metadata":{"name":"a"},"data":"{{{{new string('x', 9 << 20)}}}}"}""")),
        "an item of the list is longer than 8388608 bytes: `a`", "too_long");

    [Fact]
    public async Task A_page_of_something_in_between_is_no_list() => await ListedAgainAfter(
        Reply.Text("<html>log in here</html>", 200, "text/html"),
        "the answer to a list is no JSON; is something between us and the API server?", "not_json");

    [Fact]
    public async Task Pages_that_go_round_in_a_circle_end()
    {
        await using var scene = new WatchScene();
        string Page(string next, int item) => Some.Page(10, next, Some.Item($"i{item}", item));
        scene.Server.On(List, [.. Enumerable.Range(1, 3).Select(i => Reply.Json(Page(i % 2 == 0 ? "b" : "a", i))), Reply.Json(Some.List(10))]);
        scene.Start();

        await scene.PassWaitAsync();
        await scene.Sink.UntilAsync("ConfigMap: end");

        Assert.Equal(1, scene.Metrics["k8guard_decode_errors_total{kind=ConfigMap,reason=wrong_shape}"]);
        Assert.Equal(4, scene.Server.Targets(List).Length);
    }

    [Fact]
    public async Task Words_of_a_server_become_one_line_without_what_steers_a_terminal()
    {
        await using var scene = new WatchScene();
        scene.Server.On(List, Reply.Status(500, "x", @"bad \u001b[31mred\u202e\nfake"), Reply.Json(Some.List(10)));
        scene.Start();

        await scene.PassWaitAsync();

        Assert.Equal("the server answered 500: bad  [31mred  fake", scene.Sink.Reasons.Single());
    }

    [Fact]
    public async Task What_is_no_HTTP_is_quoted_in_one_line()
    {
        await using var scene = new WatchScene();
        scene.Server.On(List, Reply.Raw("\u001b[31mno HTTP\r\n"), Reply.Json(Some.List(10)));
        scene.Start();

        await scene.PassWaitAsync();

        Assert.DoesNotContain(scene.Sink.Reasons.Single(), char.IsControl);
    }

    [Theory]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(502)]
    public async Task An_error_page_of_something_in_between_refuses_nothing(int status)
    {
        await using var scene = new WatchScene();
        scene.Server.On(List, Reply.Text("<html>no</html>", status, "text/html"), Reply.Json(Some.List(10)));
        scene.Start();

        await scene.PassWaitAsync();
        await scene.Sink.UntilAsync("ConfigMap: end");

        Assert.DoesNotContain("ConfigMap: refused", scene.Sink.Heard);
        Assert.Equal(
            $"the server answered {status} without a Kubernetes Status; is something between us and the API server?",
            scene.Sink.Reasons.Single());
        Assert.Equal(1, scene.Metrics["k8guard_decode_errors_total{kind=ConfigMap,reason=no_status}"]);
    }

    [Theory]
    [MemberData(nameof(BadEvents))]
    public async Task An_event_that_can_not_be_read_leads_to_a_new_list(string line, string why, string reason) =>
        await ListedAgainAfterEvent(Encoding.UTF8.GetBytes(line + "\n"), why, reason);

    [Fact]
    public async Task An_event_with_a_byte_that_is_no_text_leads_to_a_new_list() =>
        await ListedAgainAfterEvent(WithBadByte(Some.Event("DELETED", "a?", 11) + "\n"), "an event of the watch is not UTF-8", "not_unicode");

    [Fact]
    public async Task A_line_that_is_too_long_leads_to_a_new_list() => await ListedAgainAfterEvent(
        Encoding.UTF8.GetBytes(new string('x', 20 << 20)), "a line of the watch is longer than 8388608 bytes", "too_long");

    private static async Task ListedAgainAfter(Reply bad, string why, string reason)
    {
        await using var scene = new WatchScene();
        scene.Server.On(List, bad, Reply.Json(Some.List(10, Some.Item("b", 2))));
        scene.Start();

        await scene.PassWaitAsync();
        await scene.Sink.UntilAsync("ConfigMap: end");

        Assert.Equal(why, scene.Sink.Reasons.Single());
        Assert.Equal(1, scene.Metrics[$"k8guard_decode_errors_total{{kind=ConfigMap,reason={reason}}}"]);
        Assert.Equal(
            ["abandon", "interrupted", "begin", "listed b@2", "end"],
            scene.Sink.Heard.Select(word => word["ConfigMap: ".Length..]).SkipWhile(word => word != "abandon"));
    }

    private static async Task ListedAgainAfterEvent(byte[] line, string why, string reason)
    {
        await using var scene = new WatchScene();
        scene.Server.On(List, Reply.Json(Some.List(10, Some.Item("a", 2))), Reply.Json(Some.List(12, Some.Item("a", 2))));
        scene.Server.On(Watch, Reply.Stream(ReplyEnd.Silence, line));
        scene.Start();

        await scene.PassWaitAsync();
        await scene.Sink.UntilAsync("ConfigMap: end", 2);

        Assert.Equal(why, scene.Sink.Reasons.Single());
        Assert.Equal(1, scene.Metrics[$"k8guard_decode_errors_total{{kind=ConfigMap,reason={reason}}}"]);
        Assert.DoesNotContain(scene.Sink.Heard, word => word.StartsWith("ConfigMap: deleted", StringComparison.Ordinal));
    }

    private static string Deep(int levels) => new string('[', levels) + new string(']', levels);

    private static byte[] WithBadByte(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        bytes[Array.IndexOf(bytes, (byte)'?')] = 0xff;
        return bytes;
    }
}
