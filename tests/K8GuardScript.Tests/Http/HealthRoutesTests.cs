using System.Net;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Watch;
using K8GuardScript.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace K8GuardScript.Tests.Http;

[Collection(nameof(ServedGuard))]
public sealed class HealthRoutesTests(ServedGuard guard)
{
    private static readonly KindName Namespaces = new("", "v1", "Namespace");
    private static readonly KindName Nodes = new("", "v1", "Node");

    [Fact]
    public async Task It_is_alive_as_long_as_it_answers()
    {
        Assert.Equal("ok\n", await guard.TextAsync("/livez"));
    }

    [Fact]
    public async Task It_is_ready_once_every_kind_is_listed_or_refused()
    {
        var store = guard.Services.GetRequiredService<ObjectStore>();
        store.Expect(Nodes);
        guard.List(Namespaces);
        store.Interrupted(Nodes, "not yet");

        var (code, text) = await ReadyAsync();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, code);
        Assert.Contains("Node: not listed yet: not yet\n", text, StringComparison.Ordinal);

        store.Refused(Nodes, "forbidden");
        (code, text) = await ReadyAsync();
        Assert.Equal(HttpStatusCode.OK, code);
        Assert.Matches("^ok\ndegraded: .*Node: refused, policies are blind for it: forbidden\n", text);

        guard.List(Nodes);
        Assert.Equal((HttpStatusCode.OK, "ok\n"), await ReadyAsync());

        store.Interrupted(Nodes, "connection refused");
        (code, text) = await ReadyAsync();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, code);
        Assert.Contains("Node: out of reach: connection refused\n", text, StringComparison.Ordinal);
        store.Resumed(Nodes);
    }

    [Fact]
    public async Task Metrics_say_which_format_they_have()
    {
        using var answer = await guard.GetAsync("/metrics");

        Assert.Equal(PrometheusText.ContentType, answer.Content.Headers.ContentType!.ToString());
    }

    [Fact]
    public async Task Metrics_tell_of_what_happened_before_anybody_asked()
    {
        Assert.Contains("\nk8guard_policy_loads_total{result=\"ok\"} ", await guard.TextAsync("/metrics"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/livez")]
    [InlineData("/api/v1/violations")]
    [InlineData("/")]
    [InlineData("/nothing-here")]
    public async Task Browsers_are_told_to_take_every_answer_for_what_it_says(string path)
    {
        using var answer = await guard.GetAsync(path);

        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Contains("default-src 'none'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Server"));
    }

    private async Task<(HttpStatusCode Code, string Text)> ReadyAsync()
    {
        using var answer = await guard.GetAsync("/readyz");
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
