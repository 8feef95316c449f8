using System.Text.Json;

namespace K8GuardScript.Tests.Verbs;

[Collection(nameof(ConsoleOutput))]
public sealed partial class ScanVerbTests : IDisposable
{
    private const string Policy = """
        Policy("no-latest", Severity.Medium, "Images have a tag").Code("NO_LATEST");
        var exempt = Setting("exempt", new string[0], "images that may float");
        EachContainer((c, found) =>
        {
            if (c.Image == "broken") throw new InvalidOperationException("oh");
            if (c.Image.EndsWith(":latest") && !exempt.Any(image => c.Image == image)) found.Violation(c["image"], $"image `{c.Image}` floats");
        });
        """;

    private const string Pod = """
        apiVersion: v1
        kind: Pod
        metadata: { name: web, namespace: shop }
        spec:
          containers:
          - name: app
            image: nginx:latest

        """;

    private readonly TempFolder folder = new();

    public ScanVerbTests()
    {
        folder.Write("p/no-latest.csx", Policy);
        folder.Write("pod.yaml", Pod);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_violation_is_told_with_file_line_and_column()
    {
        var (code, json, _) = await ScanAsync("pod.yaml");

        Assert.Equal(1, code);
        var violation = Assert.Single(json.GetProperty("violations").EnumerateArray());
        Assert.Equal(
            ["policy", "code", "severity", "apiVersion", "kind", "namespace", "name", "path", "message", "file", "line", "column"],
            violation.EnumerateObject().Select(member => member.Name));
        Assert.Equal(
            [
                "no-latest", "NO_LATEST", "medium", "v1", "Pod", "shop", "web", "spec.containers[0].image", "image `nginx:latest` floats",
                folder.At("pod.yaml"), "7", "5",
            ],
            violation.EnumerateObject().Select(member => member.Value.ToString()));
        Assert.Equal(["summary", "violations", "faults", "errors"], json.EnumerateObject().Select(member => member.Name));
        Assert.Equal(1, json.GetProperty("summary").GetProperty("bySeverity").GetProperty("medium").GetInt32());
    }

    [Theory]
    [InlineData("low", 1)]
    [InlineData("Medium", 1)]
    [InlineData("high", 0)]
    public async Task Severities_below_the_wanted_one_do_not_fail(string severity, int expected)
    {
        var (code, json, _) = await ScanAsync("pod.yaml", "--fail-on", severity);

        Assert.Equal(expected, code);
        Assert.Single(json.GetProperty("violations").EnumerateArray());
    }

    [Fact]
    public async Task A_clean_manifest_ends_in_0()
    {
        folder.Write("pod.yaml", Pod.Replace("latest", "1.27", StringComparison.Ordinal));

        Assert.Equal(0, (await ScanAsync("pod.yaml")).Code);
    }

    [Fact]
    public async Task A_policy_that_breaks_ends_in_3()
    {
        folder.Write("pod.yaml", Pod + "---\n" + Pod.Replace("nginx:latest", "broken", StringComparison.Ordinal));

        var (code, json, _) = await ScanAsync("pod.yaml");

        Assert.Equal(3, code);
        var fault = Assert.Single(json.GetProperty("faults").EnumerateArray());
        Assert.Equal(["policy", "kind", "namespace", "name", "message"], fault.EnumerateObject().Select(member => member.Name));
        Assert.Contains("line 5", fault.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Single(json.GetProperty("violations").EnumerateArray());
    }

    [Fact]
    public async Task A_policy_that_does_not_compile_ends_in_2_and_the_others_judge()
    {
        folder.Write("p/worse.csx", "Policy(\"worse\", Severity.Low, \"t\")\nnothing");

        var (code, json, _) = await ScanAsync("pod.yaml");

        Assert.Equal(2, code);
        Assert.Single(json.GetProperty("violations").EnumerateArray());
        var error = json.GetProperty("errors").EnumerateArray().First();
        Assert.Equal((folder.At("p/worse.csx"), 1), (error.GetProperty("file").GetString(), error.GetProperty("line").GetInt32()));
    }

    [Fact]
    public async Task A_folder_is_searched_at_any_depth_and_what_is_no_object_is_skipped()
    {
        folder.Write("k/a/b/pod.yml", Pod);
        folder.Write("k/a/list.json", """
            {"apiVersion": "v1", "kind": "PodList", "items": [{"metadata": {"name": "l"}, "spec": {"containers": [{"image": "x:latest"}]}}]}
            """);
        folder.Write("k/values.yaml", "replicas: 2\n");
        folder.Write("k/kustomization.yaml", "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n");
        folder.Write("k/empty.yaml", "# nothing\n---\n");
        folder.Write("k/.git/pod.yaml", Pod);
        folder.Write("k/notes.txt", Pod);

        var (code, json, error) = await ScanAsync("k");

        Assert.Equal((1, 2, 2), (code, json.GetProperty("violations").GetArrayLength(), json.GetProperty("summary").GetProperty("skipped").GetInt32()));
        Assert.Equal(
            [(folder.At("k/a/list.json"), "l"), (folder.At("k/a/b/pod.yml"), "web")],
            Violations(json, one => (one.GetProperty("file").GetString()!, one.GetProperty("name").GetString()!)).OrderBy(one => one.Item2));
        Assert.Contains("2 violations in 2 of 2 objects, judged by 1 policy; skipped 2 documents", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Items_of_a_List_are_judged_each()
    {
        var items = string.Concat(Enumerable.Range(0, 3).Select(i =>
            $"- apiVersion: v1\n  kind: Pod\n  metadata: {{name: p{i}}}\n  spec: {{containers: [{{image: \"x:latest\"}}]}}\n"));
        folder.Write("pod.yaml", "apiVersion: v1\nkind: List\nitems:\n" + items);

        var (_, json, _) = await ScanAsync("pod.yaml");

        Assert.Equal(
            [("p0", "spec.containers[0].image", 7, 24), ("p1", "spec.containers[0].image", 11, 24), ("p2", "spec.containers[0].image", 15, 24)],
            Violations(json, one => (
                one.GetProperty("name").GetString()!,
                one.GetProperty("path").GetString()!,
                one.GetProperty("line").GetInt32(),
                one.GetProperty("column").GetInt32())));
    }

    [Theory]
    [InlineData("values.yaml", "replicas: 2\n", "has no `kind`")]
    [InlineData("half.yaml", "kind: Pod\n", "has no `apiVersion`")]
    [InlineData("list.yaml", "- a\n- b\n", "no object")]
    [InlineData("empty.yaml", "", "nothing in it")]
    [InlineData("chart.yaml", "a: {{ .Values.x }}\n", "render it first")]
    public async Task A_named_file_without_objects_is_an_error(string name, string text, string words)
    {
        folder.Write(name, text);

        var (code, json, _) = await ScanAsync(name);

        Assert.Equal(2, code);
        Assert.Contains(words, Assert.Single(json.GetProperty("errors").EnumerateArray()).GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_manifests_is_an_error()
    {
        Directory.CreateDirectory(folder.At("none"));

        var (code, json, _) = await ScanAsync("none");

        Assert.Equal(2, code);
        Assert.Contains(".yaml, .yml or .json", json.GetProperty("errors")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_over_the_cluster_judges_all_manifests_once_and_together()
    {
        folder.Write("p/cluster.csx", """
            Policy("few", Severity.Low, "There are few pods");
            EachCluster((cluster, found) =>
            {
                var pods = Cluster.List<Pod>();
                if (pods.Count > 1) found.Violation(cluster, $"{pods.Count} pods", subject: "pods");
            });
            """);
        folder.Write("m/a.yaml", Pod.Replace(":latest", ":1", StringComparison.Ordinal));
        folder.Write("m/b.yaml", Pod.Replace(":latest", ":1", StringComparison.Ordinal).Replace("name: web", "name: other", StringComparison.Ordinal));

        var (code, json, _) = await ScanAsync("m");

        Assert.Equal(1, code);
        Assert.Equal(
            ("few", "Cluster", "2 pods", ""),
            Assert.Single(Violations(json, one => (Told(one, "policy"), Told(one, "kind"), Told(one, "message"), Told(one, "file")))));
        var (_, table, summary) = await ProgramOutput.OfAsync("scan", folder.At("m"), "--policies", folder.At("p"));
        Assert.Equal("Cluster, as far as the manifests tell\n  -  low       few  2 pods\n\n", table);
        Assert.Equal("1 violation in 0 of 2 objects, judged by 2 policies\n", summary);
    }

    [Fact]
    public async Task Look_ups_see_the_other_manifests_and_the_time()
    {
        folder.Write("p/others.csx", """
            Policy("others", Severity.Low, "others");
            Each<Pod>((pod, found) =>
            {
                var quota = Cluster.Find<ResourceQuota>(pod.Metadata.Namespace, "quota");
                if (!quota.Exists) found.Violation(pod, "no quota");
                if (pod.NamespaceLabels["team"] == "payments") found.Violation(pod, "of payments");
                if (OlderThan(quota.Metadata.CreationTimestamp, Days(7))) found.Violation(pod, "an old quota");
            });
            """);
        folder.Write("m/pod.yaml", Pod.Replace(":latest", ":1", StringComparison.Ordinal));

        // the namespace may well exist in the cluster, with labels that would change the verdict
        var (_, open, _) = await ScanAsync("m");
        Assert.Empty(open.GetProperty("violations").EnumerateArray());
        Assert.Equal(1, open.GetProperty("summary").GetProperty("unknown").GetInt32());

        folder.Write("m/namespace.yaml", "{ apiVersion: v1, kind: Namespace, metadata: { name: shop } }");
        Assert.Equal(["no quota"], Violations((await ScanAsync("m")).Json, one => Told(one, "message")));

        folder.Write("m/namespace.yaml", "{ apiVersion: v1, kind: Namespace, metadata: { name: shop, labels: { team: payments } } }");
        folder.Write("m/rest.yaml", """
            { apiVersion: v1, kind: ResourceQuota, metadata: { name: quota, namespace: shop, creationTimestamp: "2020-01-01T00:00:00Z" } }
            """);
        Assert.Equal(["of payments", "an old quota"], Violations((await ScanAsync("m")).Json, one => Told(one, "message")));
    }

    [Fact]
    public async Task A_violation_of_another_object_is_told_where_that_one_stands()
    {
        folder.Write("p/reports.csx", """
            Policy("reports", Severity.Low, "reports");
            Each<ConfigMap>((report, found) => found.ViolationOn("v1", "Pod", report.Data["ns"], report.Data["pod"], "reported"));
            """);
        folder.Write("m/a.yaml", "{ apiVersion: v1, kind: ConfigMap, metadata: { name: r }, data: { ns: shop, pod: web } }");
        folder.Write("m/b.yaml", "---\n" + Pod.Replace(":latest", ":1", StringComparison.Ordinal));

        var (_, json, _) = await ScanAsync("m");

        var violation = Assert.Single(json.GetProperty("violations").EnumerateArray());
        Assert.Equal(("Pod", "web", folder.At("m/b.yaml")), (Told(violation, "kind"), Told(violation, "name"), Told(violation, "file")));
        Assert.Equal(2, violation.GetProperty("line").GetInt32());
    }

    [Fact]
    public async Task The_table_is_grouped_by_object_and_holds_no_control_characters()
    {
        folder.Write("pod.yaml", Pod.Replace("name: web, namespace: shop", "name: \"we\\eb\"", StringComparison.Ordinal));

        var (_, output, error) = await ProgramOutput.OfAsync("scan", folder.At("pod.yaml"), "--policies", folder.At("p"));

        Assert.Equal(
            $"Pod -/we b  {folder.At("pod.yaml")}(1,1)\n  7,5  medium    no-latest  image `nginx:latest` floats\n\n", output);
        Assert.Equal("1 violation in 1 of 1 object, judged by 1 policy\n", error);
    }

    [Theory]
    [InlineData("scan")]
    [InlineData("scan x -o xml")]
    [InlineData("scan x --fail-on worst")]
    [InlineData("scan nowhere.yaml")]
    [InlineData("scan x --policies nowhere")]
    [InlineData("scan x --config nowhere")]
    public async Task A_wrong_command_line_ends_in_2(string arguments)
    {
        var (code, output, error) = await ProgramOutput.OfAsync(arguments.Split(' '));

        Assert.Equal((2, ""), (code, output));
        Assert.StartsWith("k8guard: ", error, StringComparison.Ordinal);
    }

    private static string Told(JsonElement violation, string name) => violation.GetProperty(name).GetString()!;

    private static IEnumerable<T> Violations<T>(JsonElement json, Func<JsonElement, T> of) =>
        json.GetProperty("violations").EnumerateArray().Select(of);

    private async Task<(int Code, JsonElement Json, string Error)> ScanAsync(string path, params string[] more)
    {
        var (code, output, error) = await ProgramOutput.OfAsync(["scan", folder.At(path), "--policies", folder.At("p"), "-o", "json", .. more]);
        return (code, JsonDocument.Parse(output).RootElement, error);
    }
}
