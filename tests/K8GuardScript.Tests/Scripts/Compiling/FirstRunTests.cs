using K8GuardScript.Compiler;
using K8GuardScript.Scripts.Compiling;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Tests.Scripts.Compiling;

public sealed class FirstRunTests
{
    private const string Head = "Policy(\"p\", Severity.Low, \"p\");\n";
    private readonly ManualClock clock = new();

    [Fact]
    public async Task Rules_are_tried_with_look_ups_and_the_time()
    {
        var run = await RunAsync(
            """
            Each<Pod>((pod, found) =>
            {
                if (!OlderThan(pod.Metadata.CreationTimestamp, Days(1))) throw new InvalidOperationException("young");
                if (Cluster.List<Pod>("shop").Count != 2) throw new InvalidOperationException("alone");
                if (Cluster.Find<Pod>("shop", "b").Spec.NodeName != "n") throw new InvalidOperationException("other");
            });
            """,
            cases: null,
            Pod("a", "2026-11-01T00:00:00Z"), Pod("b", "2026-11-24T11:00:00Z"));

        Assert.Empty(run.Errors);
        Assert.Equal("on Pod shop/b: the rule failed in line 4: young", Assert.Single(run.Warnings));
    }

    [Fact]
    public async Task Cases_bring_their_own_time_and_cluster()
    {
        const string Rules = """
            Each<Pod>((pod, found) =>
            {
                if (OlderThan(pod.Metadata.CreationTimestamp, Days(7)) && Cluster.Find<Node>("node-1").Exists) found.Violation(pod, "old");
            });
            """;
        const string Case = """
            cases:
            - name: old
              object: { apiVersion: v1, kind: Pod, metadata: { name: a, creationTimestamp: "2020-01-01T00:00:00Z" } }
              cluster: [ { apiVersion: v1, kind: Node, metadata: { name: node-1 } } ]
              now: 2020-01-08T00:00:00Z
              expect: [ { path: "" } ]
            """;

        Assert.Empty((await RunAsync(Rules, Case)).Errors);
        foreach (var (right, wrong) in (IEnumerable<(string, string)>)[("01-08", "01-07"), ("name: node-1 }", "name: node-2 }")])
        {
            var run = await RunAsync(Rules, Case.Replace(right, wrong, StringComparison.Ordinal));
            Assert.Contains("fails", Assert.Single(run.Errors).Message);
        }
    }

    [Fact]
    public async Task Cases_expect_findings_on_other_objects_by_name()
    {
        const string Rules = """
            Each("wgpolicyk8s.io/v1alpha2", "PolicyReport", (report, found) =>
            {
                foreach (var result in report["results"].Items)
                    found.ViolationOn("apps/v1", "Deployment", result["namespace"].Text, result["name"].Text, "vulnerable", subject: "CVE-1");
                found.ViolationOn(Cluster.Find<Deployment>("shop", "web").Spec["replicas"], "wrong");
            });
            """;
        const string Case = """
            cases:
            - name: a report
              object:
                apiVersion: wgpolicyk8s.io/v1alpha2
                kind: PolicyReport
                metadata: { name: r }
                results: [ { namespace: shop, name: web }, { name: gone } ]
              cluster: [ { apiVersion: apps/v1, kind: Deployment, metadata: { name: web, namespace: shop }, spec: { } } ]
              expect: [ { on: Deployment/shop/web, subject: CVE-1 }, { on: Deployment/shop/web, path: spec.replicas } ]
            """;

        Assert.Empty((await RunAsync(Rules, Case)).Errors);
        var onItself = Case.Replace("{ on: Deployment/shop/web, subject", "{ path: \"\", subject", StringComparison.Ordinal);
        var error = Assert.Single((await RunAsync(Rules, onItself)).Errors);
        Assert.Contains("found, but not expected: `` on `Deployment/shop/web` about `CVE-1`: vulnerable", error.Message);
    }

    [Fact]
    public async Task A_schedule_that_no_calendar_knows_is_refused_in_its_line()
    {
        var run = await RunAsync("Schedule(\"nights\", \"61 20 * * *\", \"UTC\", job => { }, atMost: 5);", cases: null);

        var error = Assert.Single(run.Errors);
        Assert.Contains("is no cron expression", error.Message);
        Assert.Equal((2, null), (error.Line, run.Policy));
    }

    private static string Pod(string name, string created) =>
        $$$"""
        {
          "apiVersion": "v1", "kind": "Pod",
          "metadata": { "name": "{{{name}}}", "namespace": "shop", "creationTimestamp": "{{{created}}}" }, "spec": { "nodeName": "n" }
        }
        """;

    private async Task<FirstRunAnswer> RunAsync(string rules, string? cases, params string[] objects)
    {
        var job = new ScriptJob("p.csx", Head + rules, new Dictionary<string, LibraryFile>(), null, new FirstRunWish(cases, objects));
        var batch = new JobBatch([job], new Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, SettingInput>>>());
        var answers = await new InProcessCompiler(clock).RunAsync(batch, TestContext.Current.CancellationToken);
        Assert.DoesNotContain(answers[0].Problems, problem => problem.IsError);
        return answers[0].FirstRun!;
    }
}
