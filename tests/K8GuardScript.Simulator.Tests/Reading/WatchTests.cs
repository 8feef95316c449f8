using static K8GuardScript.Simulator.Tests.ApiCaller;

namespace K8GuardScript.Simulator.Tests.Reading;

public sealed class WatchTests
{
    private const string Maps = "/api/v1/namespaces/default/configmaps";

    [Fact]
    public async Task A_watch_may_be_asked_for_longer_than_any_timer_counts()
    {
        await using var api = await ApiCaller.StartAsync();

        using var watch = await api.WatchAsync("/api/v1/pods?watch=1&timeoutSeconds=9223372036854775807");
        api.Put("""{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a","namespace":"default"}}""");

        Assert.Equal("ADDED", (await watch.NextAsync())!["type"]!.ToString());
    }

    [Fact]
    public async Task A_compacted_version_is_200_with_one_ERROR_410_and_a_clean_end()
    {
        await using var api = await StartAsync();
        var old = (await api.GetAsync(Maps)).Version;
        Add(api, "a");
        api.Cluster.Compact(api.Cluster.Revision);

        using var watch = await api.WatchAsync($"{Maps}?watch=1&resourceVersion={old}");

        Assert.Equal(200, watch.Status);
        var error = await watch.NextAsync();
        Assert.Equal("ERROR", (string?)error!["type"]);
        Assert.Equal("Status", (string?)error["object"]!["kind"]);
        Assert.Equal("Expired", (string?)error["object"]!["reason"]);
        Assert.Equal(410, (int)error["object"]!["code"]!);
        Assert.Null(await watch.NextAsync());
    }

    [Fact]
    public async Task Changes_since_a_list_come_in_order_and_live_ones_follow()
    {
        await using var api = await StartAsync();
        var from = (await api.GetAsync(Maps)).Version;
        Add(api, "a");
        Add(api, "a", """{"more":"yes"}""");
        api.Cluster.Delete("v1", "ConfigMap", "default", "a");

        using var watch = await api.WatchAsync($"{Maps}?watch=true&resourceVersion={from}");

        Assert.Equal("ADDED a", await watch.NextTitleAsync());
        Assert.Equal("MODIFIED a", await watch.NextTitleAsync());
        var deleted = await watch.NextAsync();
        Assert.Equal("DELETED", (string?)deleted!["type"]);
        Assert.Equal(api.Cluster.Revision.ToString(), (string?)deleted["object"]!["metadata"]!["resourceVersion"]);
        Assert.Equal("ConfigMap", (string?)deleted["object"]!["kind"]);
        Add(api, "live");
        Assert.Equal("ADDED live", await watch.NextTitleAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("&resourceVersion=0")]
    public async Task Without_a_version_it_begins_with_what_is_there(string version)
    {
        await using var api = await StartAsync();
        Add(api, "b");
        Add(api, "a");

        using var watch = await api.WatchAsync($"{Maps}?watch=1{version}");

        Assert.Equal("ADDED a", await watch.NextTitleAsync());
        Assert.Equal("ADDED b", await watch.NextTitleAsync());
        Add(api, "c");
        Assert.Equal("ADDED c", await watch.NextTitleAsync());
    }

    [Fact]
    public async Task A_version_from_the_future_is_silent_and_swallows_real_changes()
    {
        var clock = new ManualClock();
        await using var api = await StartAsync(new SimulatorOptions { Clock = clock });
        using var watch = await api.WatchAsync($"{Maps}?watch=1&resourceVersion=1000000&timeoutSeconds=5");
        Add(api, "a");
        clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("end", await watch.NextTitleAsync());
    }

    [Fact]
    public async Task The_time_out_ends_the_body_cleanly()
    {
        var clock = new ManualClock();
        await using var api = await StartAsync(new SimulatorOptions { Clock = clock });
        using var watch = await api.WatchAsync($"{Maps}?watch=1&timeoutSeconds=30");
        clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Null(await watch.NextAsync());
    }

    [Fact]
    public async Task A_bookmark_past_the_start_comes_two_seconds_before_the_end()
    {
        var clock = new ManualClock();
        await using var api = await StartAsync(new SimulatorOptions { Clock = clock });
        Add(api, "seen");
        using var watch = await api.WatchAsync($"{Maps}?watch=1&allowWatchBookmarks=true&timeoutSeconds=30");
        Assert.Equal("ADDED seen", await watch.NextTitleAsync());
        Add(api, "later");
        Assert.Equal("ADDED later", await watch.NextTitleAsync());
        clock.Advance(TimeSpan.FromSeconds(28));

        var bookmark = await watch.NextAsync();

        Assert.Equal("BOOKMARK", (string?)bookmark!["type"]);
        Assert.Equal(api.Cluster.Revision.ToString(), (string?)bookmark["object"]!["metadata"]!["resourceVersion"]);
        Assert.Equal("ConfigMap", (string?)bookmark["object"]!["kind"]);
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Null(await watch.NextAsync());
    }

    [Fact]
    public async Task A_bookmark_counts_changes_of_other_kinds_but_never_comes_unasked()
    {
        var clock = new ManualClock();
        await using var api = await StartAsync(new SimulatorOptions { Clock = clock });
        Add(api, "first");
        using var asked = await api.WatchAsync($"{Maps}?watch=1&allowWatchBookmarks=true&timeoutSeconds=100");
        using var unasked = await api.WatchAsync($"{Maps}?watch=1&timeoutSeconds=100");
        Assert.Equal("ADDED first", await asked.NextTitleAsync());
        Assert.Equal("ADDED first", await unasked.NextTitleAsync());
        api.Put("""{"apiVersion":"v1","kind":"Secret","metadata":{"name":"other"}}""");
        Add(api, "last");
        Assert.Equal("ADDED last", await asked.NextTitleAsync());
        Assert.Equal("ADDED last", await unasked.NextTitleAsync());
        clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal("BOOKMARK", (await asked.NextTitleAsync()));
        clock.Advance(TimeSpan.FromSeconds(40));
        Assert.Equal("end", await unasked.NextTitleAsync());
    }

    [Fact]
    public async Task Initial_events_end_with_an_annotated_bookmark_also_where_nothing_is_there()
    {
        await using var api = await StartAsync();
        Add(api, "a");
        const string Options = "watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true";

        foreach (var (path, titles) in ((string, string[])[])[(Maps, ["ADDED a"]), ("/api/v1/pods", [])])
        {
            using var watch = await api.WatchAsync($"{path}?{Options}");
            foreach (var title in titles) Assert.Equal(title, await watch.NextTitleAsync());
            var bookmark = await watch.NextAsync();
            Assert.Equal("true", (string?)bookmark!["object"]!["metadata"]!["annotations"]!["k8s.io/initial-events-end"]);
        }
    }

    [Fact]
    public async Task A_selector_watch_sees_leaving_as_DELETED_in_the_last_matching_state()
    {
        await using var api = await StartAsync();
        Add(api, "a", labels: """{"side":"left"}""");
        var from = (await api.GetAsync(Maps)).Version;
        Add(api, "a", labels: """{"side":"right"}""");
        var left = api.Cluster.Revision;
        Add(api, "a", labels: """{"side":"left","back":"yes"}""");

        using var watch = await api.WatchAsync($"{Maps}?watch=1&resourceVersion={from}&labelSelector=side%3Dleft");

        var gone = (await watch.NextAsync())!;
        Assert.Equal("DELETED", (string?)gone["type"]);
        Assert.Equal("left", (string?)gone["object"]!["metadata"]!["labels"]!["side"]);
        Assert.Equal(left.ToString(), (string?)gone["object"]!["metadata"]!["resourceVersion"]);
        Assert.Equal("ADDED a", await watch.NextTitleAsync());
    }

    [Fact]
    public async Task A_watcher_that_falls_behind_the_log_is_cut_and_not_fed_from_memory()
    {
        await using var api = await StartAsync(new SimulatorOptions { LogCapacity = 10 });
        Add(api, "first");
        var from = (await api.GetAsync(Maps)).Version;
        for (var i = 0; i < 11; i++) Add(api, $"n{i}");

        using var watch = await api.WatchAsync($"{Maps}?watch=1&resourceVersion={from}");

        Assert.Equal(410, (int)(await watch.NextAsync())!["object"]!["code"]!);
    }

    [Fact]
    public async Task Options_that_make_no_sense_are_answered_before_a_stream_begins()
    {
        await using var api = await StartAsync();
        var notANumber = await api.GetAsync($"{Maps}?watch=1&resourceVersion=abc");
        Assert.Equal((500, null), (notANumber.Status, notANumber.Reason));
        var match = await api.GetAsync($"{Maps}?watch=1&sendInitialEvents=true&allowWatchBookmarks=true");
        Assert.Equal((422, "Invalid"), (match.Status, match.Reason));
        Assert.Equal(404, (await api.GetAsync("/api/v1/gadgets?watch=1")).Status);
    }

    [Fact]
    public async Task Stopping_the_cluster_cuts_open_watches()
    {
        await using var api = await StartAsync();
        using var watch = await api.WatchAsync($"{Maps}?watch=1");
        await api.Cluster.DisposeAsync();
        await Assert.ThrowsAnyAsync<IOException>(watch.NextAsync);
    }

    [Fact]
    public async Task One_name_and_the_old_watch_path_work_too()
    {
        await using var api = await StartAsync();
        Add(api, "a");
        Add(api, "b");
        using var byPath = await api.WatchAsync($"{Maps}/b?watch=1");
        Assert.Equal("ADDED b", await byPath.NextTitleAsync());
        using var byPrefix = await api.WatchAsync("/api/v1/watch/namespaces/default/configmaps");
        Assert.Equal("ADDED a", await byPrefix.NextTitleAsync());
    }

    private static void Add(ApiCaller api, string name, string data = "{}", string labels = "{}") => api.Put(
        $$"""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"{{name}}","labels":{{labels}}},"data":{{data}}}""");
}
