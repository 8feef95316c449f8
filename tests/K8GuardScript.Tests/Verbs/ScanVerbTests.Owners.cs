namespace K8GuardScript.Tests.Verbs;

/// <summary>Objects that were exported from a cluster together with what they own.</summary>
public sealed partial class ScanVerbTests
{
    private const string Good = "containers: [{name: app, image: 'x:1'}]";
    private const string Floating = "containers: [{name: app, image: 'x:latest'}]";
    private const string Debugged = Good + ", ephemeralContainers: [{name: sh, image: 'sh:latest'}]";

    [Fact]
    public async Task What_an_exported_controller_made_is_judged_at_the_controller()
    {
        folder.Write("pod.yaml", Exported(Deployment(Floating), ReplicaSet(Floating), ReplicaSet(Floating, "liar", "uid: u8, ", "u9")));

        Assert.Equal(["d", "liar"], await NamesAsync());
    }

    [Theory]
    [InlineData("", "u2")]
    [InlineData("uid: u3, ", "u9")]
    [InlineData("uid: u3, ", "u2")]
    public async Task A_pod_that_says_a_replica_set_made_it_is_found(string uid, string owner)
    {
        folder.Write("pod.yaml", Exported(Deployment(Good), ReplicaSet(Good), ExportedPod(Floating, "forged", uid, owner)));

        Assert.Equal(["forged"], await NamesAsync());
    }

    [Fact]
    public async Task What_an_exported_pod_has_beside_its_template_is_told_where_the_pod_stands()
    {
        var pods = folder.Write("m/a.yaml", Exported(ExportedPod(Good), ExportedPod(Debugged, "q", "uid: u4, ")));
        folder.Write("m/b.yaml", Exported(Deployment(Good), ReplicaSet(Good)));

        var (code, json, _) = await ScanAsync("m");

        Assert.Equal(1, code);
        var violation = Assert.Single(json.GetProperty("violations").EnumerateArray());
        Assert.Equal(("Pod", "q", pods), (Told(violation, "kind"), Told(violation, "name"), Told(violation, "file")));
        Assert.Equal(("spec.ephemeralContainers[0].image", "image `sh:latest` floats"), (Told(violation, "path"), Told(violation, "message")));
        Assert.Equal((9, 82), (violation.GetProperty("line").GetInt32(), violation.GetProperty("column").GetInt32()));
    }

    [Fact]
    public async Task What_several_exported_pods_have_beside_their_template_is_told_once()
    {
        folder.Write("pod.yaml", Exported(
            Deployment(Good), ReplicaSet(Good), ExportedPod(Debugged, "q", "uid: u4, "), ExportedPod(Debugged, "r", "uid: u5, ")));

        var (_, json, _) = await ScanAsync("pod.yaml");

        Assert.Equal(["image `sh:latest` floats (in Pod `q` and others)"], Violations(json, one => Told(one, "message")));
    }

    [Fact]
    public async Task Exported_pods_that_are_what_their_template_says_tell_nothing()
    {
        folder.Write("pod.yaml", Exported(ExportedPod(Floating), ReplicaSet(Floating), Deployment(Floating)));
        Assert.Equal(["d"], await NamesAsync());

        folder.Write("pod.yaml", Exported(ExportedPod(Good), ReplicaSet(Good), Deployment(Good)));
        Assert.Empty(await NamesAsync());
    }

    [Fact]
    public async Task Of_two_manifests_of_one_pod_neither_is_passed_over()
    {
        folder.Write("pod.yaml", Exported(Deployment(Good), ReplicaSet(Good), ExportedPod(Floating), ExportedPod(Good)));
        Assert.Equal(["p"], await NamesAsync());

        folder.Write("pod.yaml", Exported(Deployment(Good), ReplicaSet(Good), ExportedPod(Good), ExportedPod(Floating)));
        Assert.Equal(["p"], await NamesAsync());

        folder.Write("pod.yaml", Exported(Deployment(Good), ReplicaSet(Good), ExportedPod(Floating, "other"), ExportedPod(Good)));
        Assert.Equal(["other"], await NamesAsync());
    }

    [Fact]
    public async Task Exported_pods_without_their_owners_are_judged_themselves()
    {
        folder.Write("pod.yaml", Exported(ExportedPod(Floating)));

        Assert.Equal(["p"], await NamesAsync());
    }

    [Fact]
    public async Task A_policy_for_pods_alone_finds_exported_ones()
    {
        folder.Write("p/pods.csx", """
            Policy("pods", Severity.Low, "pods");
            Each<Pod>((pod, found) => found.Violation(pod, "a pod"));
            """);
        folder.Write("pod.yaml", Exported(Deployment(Good), ReplicaSet(Good), ExportedPod(Good)));

        Assert.Equal(["p"], await NamesAsync());
    }

    [Fact]
    public async Task A_policy_that_breaks_on_an_exported_pod_is_told()
    {
        folder.Write("pod.yaml", Exported(
            Deployment(Good), ReplicaSet(Good), ExportedPod("containers: [{name: app, image: broken}]")));

        var (code, json, _) = await ScanAsync("pod.yaml");

        Assert.Equal(3, code);
        Assert.StartsWith("Pod shop/p: ", json.GetProperty("faults")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, json.GetProperty("summary").GetProperty("unknown").GetInt32());
    }

    private static string Exported(params string[] manifests) => string.Join("---\n", manifests);

    private static string Deployment(string pods) => Workload("Deployment", "name: d, uid: u1", pods);

    private static string ReplicaSet(string pods, string name = "r", string uid = "uid: u2, ", string owner = "u1") =>
        Workload("ReplicaSet", $"name: {name}, {uid}{OwnedBy("apps/v1", "Deployment", "d", owner)}", pods);

    private static string ExportedPod(string spec, string name = "p", string uid = "uid: u3, ", string owner = "u2") =>
        $"apiVersion: v1\nkind: Pod\nmetadata: {{namespace: shop, name: {name}, {uid}{OwnedBy("apps/v1", "ReplicaSet", "r", owner)}}}\nspec: {{{spec}}}\n";

    private static string Workload(string kind, string metadata, string pods) =>
        $"apiVersion: apps/v1\nkind: {kind}\nmetadata: {{namespace: shop, {metadata}}}\nspec: {{template: {{spec: {{{pods}}}}}}}\n";

    private static string OwnedBy(string apiVersion, string kind, string name, string uid) =>
        $"ownerReferences: [{{apiVersion: {apiVersion}, kind: {kind}, name: {name}, uid: {uid}, controller: true}}]";

    private async Task<List<string>> NamesAsync() => [.. Violations((await ScanAsync("pod.yaml")).Json, one => Told(one, "name"))];
}
