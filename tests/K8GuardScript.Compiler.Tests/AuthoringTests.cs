using System.Text;
using K8GuardScript.Sdk.Objects;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Compiler.Tests;

/// <summary>The authoring API as scripts see it: through the compiler, with its usings.</summary>
public sealed class AuthoringTests
{
    private const string Web = """
        {
          "metadata": { "name": "web", "namespace": "shop", "labels": { "app": "web" }, "end": "2026-01-20T00:00:00Z" },
          "spec": {
            "initContainers": [{ "name": "init", "image": "b/init:1" }],
            "containers": [
              { "name": "web", "image": "b/web:1", "args": ["--port", "80"], "ports": [{ "containerPort": 80 }, { "containerPort": 443 }] },
              { "name": "log", "image": "a/log:2", "args": ["-v"] }
            ]
          }
        }
        """;

    [Theory]
    [InlineData("pod.Spec.Containers.OrderBy(c => c.Name).Select(c => c.Name).Join(\",\")", "log,web")]
    [InlineData("pod.Spec.Containers.OrderByDescending(c => c.Image).ThenBy(c => c.Name).First().Name", "web")]
    [InlineData("pod.Spec.Containers.SelectMany(c => c.Ports).Sum(p => p[\"containerPort\"].Integer)", "523")]
    [InlineData("pod.Spec.Containers.SelectMany(c => c.Args).Count(a => a.StartsWith(\"-\"))", "2")]
    [InlineData("pod.Spec.Containers.Count(c => c.Args.Count > 1)", "1")]
    [InlineData("pod.Spec.Containers.Max(c => c.Ports.Count)", "2")]
    [InlineData("pod.Spec.Containers.GroupBy(c => c.Image.StartsWith(\"a\")).Select(g => g.Key + \"=\" + g.Count).Join(\" \")", "False=1 True=1")]
    [InlineData("pod.Spec.Containers.ToDictionary(c => c.Name.ToString(), c => c.Args.Count)[\"web\"]", "2")]
    [InlineData("pod.Spec.Containers.FirstOrDefault(c => c.Name == \"none\").Exists", "False")]
    [InlineData("pod.Spec.Containers.Where(c => c.Name == \"none\").First().Exists", "False")]
    [InlineData("pod.Spec.Containers.Select(c => c.Name).Contains(\"log\")", "True")]
    [InlineData("new[] { \"log\" }.Contains(pod.Spec.Containers[1].Name)", "True")]
    [InlineData("new List<string> { \"log\" }.Any(n => n == pod.Spec.Containers[1].Name)", "True")]
    [InlineData("new[] { 1, 2, 3 }.Reverse().Join(\"\")", "321")]
    [InlineData("new[] { 1, 2, 2 }.Distinct().Skip(1).Concat(Frozen(7)).Union(new[] { 7, 8 }).Join(\"\")", "278")]
    [InlineData("pod.Spec.Containers.Zip(new[] { 1, 2 }).Select(p => p.First.Name + p.Second).Join(\"\")", "web1log2")]
    [InlineData("pod.Spec.Containers.SelectMany(c => new[] { c.Name, c.Image }).Distinct().Count()", "4")]
    [InlineData("pod.Spec.Containers.Select((c, i) => c.Name + i).Reverse().Join(\"\")", "log1web0")]
    [InlineData("verbs.Contains(\"get\") && !verbs.Contains(\"x\")", "True")]
    [InlineData("constant.Join(\"\") + limits[\"dev\"] + numbers.Sum()", "ab1Gi6")]
    public void Operators_and_constants_work_on_whatever_a_rule_meets(string expression, string expected)
    {
        var script = $$"""
            Policy("p", Severity.Low, "t");
            var verbs = Frozen("get", "list");
            FrozenList<string> constant = ["a", "b"];
            var numbers = Frozen(1, 2, 3);
            var limits = Frozen(("dev", "1Gi"), ("prod", "8Gi"));
            Each<Pod>((pod, found) => found.Violation(pod, $"{{{expression}}}"));
            """;

        Assert.Equal(expected, Assert.Single(Judge(script).Findings).Message);
    }

    [Fact]
    public void Several_rules_in_one_file_all_judge()
    {
        var judgement = Judge(
            """
            Policy("p", Severity.Low, "t");
            Each<Pod>((pod, found) => found.Violation(pod["spec"], "one"));
            EachWorkload((w, found) => found.Violation(w["metadata"], "two"));
            Each("v1", "Pod", (o, found) => found.Violation(o["kind"], "three"));
            EachNamespace((ns, found) => found.Violation(ns, "another kind"));
            """);

        Assert.Equal(["one", "two", "three"], judgement.Findings.Select(finding => finding.Message));
    }

    [Theory]
    [InlineData("Cluster.List<Service>(pod.Metadata.Namespace).Select(s => s.Metadata.Name).Join(\",\")", "a,b")]
    [InlineData("Cluster.List<Service>().Select(s => s.Metadata.Name).Join(\",\")", "x,a,b")]
    [InlineData("Cluster.List(\"v1\", \"Service\").Select(s => s[\"metadata\"][\"name\"].Text).Join(\",\")", "x,a,b")]
    [InlineData("Cluster.List(\"v1\", \"Service\", \"other\").Count", "1")]
    [InlineData("Cluster.Find<Service>(\"shop\", \"b\").Metadata.Name", "b")]
    [InlineData("Cluster.Find<Service>(\"shop\", \"c\").Exists", "False")]
    [InlineData("Cluster.Find<Namespace>(pod.Metadata.Namespace).Metadata.Name", "shop")]
    [InlineData("Cluster.Find(\"v1\", \"Service\", \"shop\", \"a\")[\"metadata\"][\"name\"].Text", "a")]
    [InlineData("Cluster.NamespaceLabels(\"shop\")[\"team\"]", "payments")]
    [InlineData("pod.NamespaceLabels[\"team\"]", "payments")]
    [InlineData("Cluster.List<Service>(\"shop\").Where(s => s.Spec.Selector.Matches(pod.Metadata.Labels)).Select(s => s.Metadata.Name).Join(\",\")", "a")]
    [InlineData("Cluster.List<Pod>(\"shop\", Cluster.Find<Service>(\"shop\", \"a\").Spec.Selector).Select(p => p.Metadata.Name).Join(\",\")", "web")]
    [InlineData("Cluster.List<Pod>(\"shop\", Cluster.Find<Deployment>(\"shop\", \"web\").Spec.Selector).Select(p => p.Metadata.Name).Join(\",\")", "web")]
    [InlineData("OlderThan(pod.Metadata.CreationTimestamp, Days(1)) + \" \" + Within(pod[\"metadata\"][\"end\"].Text, Days(14))", "False False")]
    public void Look_ups_find_what_they_name(string expression, string expected)
    {
        var script = $$"""
            Policy("p", Severity.Low, "t");
            Each<Pod>((pod, found) => found.Violation(pod, $"{{{expression}}}"));
            """;

        Assert.Equal(expected, Assert.Single(Judge(script).Findings).Message);
    }

    [Fact]
    public void The_labels_of_a_namespace_are_there_for_containers_and_workloads()
    {
        var judgement = Judge(
            """
            Policy("p", Severity.Low, "t");
            EachContainer((c, found) => { if (c.NamespaceLabels["team"] == "payments") found.Violation(c, "c"); });
            EachWorkload((w, found) => { if (w.NamespaceLabels.Has("team")) found.Violation(w["metadata"], "w"); });
            """);

        Assert.Equal(["c", "c", "c", "w"], judgement.Findings.Select(finding => finding.Message));
        Assert.Equal([new LookUp("v1", "Namespace", "", "shop")], judgement.LookUps);
    }

    private static Judgement Judge(string script) =>
        Scripts.Load(script).Judge(KubeObject.Parse(Encoding.UTF8.GetBytes(Web), "v1", "Pod"), new SmallCluster());
}
