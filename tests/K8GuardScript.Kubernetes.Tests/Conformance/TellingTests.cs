using K8GuardScript.Core.Actions;
using K8GuardScript.Kubernetes.Events;
using K8GuardScript.Kubernetes.Leases;
using K8GuardScript.Kubernetes.Reviewing;

namespace K8GuardScript.Kubernetes.Tests.Conformance;

/// <summary>Events, leases and reviews.</summary>
public sealed class TellingTests(ConformanceServer server) : ConformanceScene(server)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task An_event_is_told_once_and_then_counted()
    {
        var item = await CreateAsync(ConfigMaps, "a");
        var told = new ClusterEvent
        {
            Regarding = new ObjectReference(ConfigMaps, Namespace, "a", Uid(item)),
            Action = "Warn",
            Reason = "PolicyViolated",
            Note = new string('ü', 2000),
            IsWarning = true,
        };
        var recorder = new EventRecorder(new EventClient(Api, new EventSource("k8guard.io/conformance", "test")), TimeProvider.System);

        var first = await recorder.TellAsync(told, Cancel);
        var second = await recorder.TellAsync(told, Cancel);

        Assert.True(first.Result == WriteResult.Done, first.Message);
        Assert.True(second.Result == WriteResult.Done, second.Message);
        var (_, list) = await RawAsync($"/apis/events.k8s.io/v1/namespaces/{Namespace}/events");
        var stored = Assert.Single(list["items"]!.AsArray(), one => (string?)one!["reason"] == "PolicyViolated")!;
        Assert.Equal("a", (string?)stored["regarding"]!["name"]);
        Assert.Equal(2, (int)stored["series"]!["count"]!);
    }

    [Fact]
    public async Task Of_two_who_renew_a_lease_one_loses()
    {
        var mine = new LeaseClient(Api, Namespace, "lease", Deadline);
        var now = TimeProvider.System.GetUtcNow();
        var missing = await mine.GetAsync(Cancel);
        var lease = new Lease { Holder = "me", Duration = TimeSpan.FromSeconds(15), AcquiredAt = now, RenewedAt = now };

        var created = await mine.CreateAsync(lease, Cancel);
        var again = await mine.CreateAsync(lease, Cancel);
        var theirs = await mine.UpdateAsync(created.Lease! with { Holder = "they", Transitions = 1 }, Cancel);
        var late = await mine.UpdateAsync(created.Lease! with { RenewedAt = now.AddSeconds(1) }, Cancel);

        Assert.Equal(
            [LeaseResult.Missing, LeaseResult.Done, LeaseResult.Lost, LeaseResult.Done, LeaseResult.Lost],
            new[] { missing.Result, created.Result, again.Result, theirs.Result, late.Result });
        Assert.Equal("they", (await mine.GetAsync(Cancel)).Lease!.Holder);
    }

    [Fact]
    public async Task A_token_that_nobody_gave_out_is_rejected()
    {
        var verdict = await new ReviewClient(Api).ReviewTokenAsync("not-a-token", [], Cancel);

        Assert.Equal(TokenResult.Rejected, verdict.Result);
    }

    [Fact]
    public async Task Somebody_without_rights_may_not_and_an_administrator_may()
    {
        var reviews = new ReviewClient(Api);
        var question = new AccessQuestion("patch") { Group = "apps", Resource = "deployments", Namespace = Namespace };

        var stranger = await reviews.ReviewAccessAsync(question, new ReviewedUser("stranger", "", [], []), Cancel);
        var master = await reviews.ReviewAccessAsync(question, new ReviewedUser("root", "", ["system:masters"], []), Cancel);

        Assert.Equal(AccessResult.NotAllowed, stranger.Result);
        Assert.Equal(AccessResult.Allowed, master.Result);
    }
}
