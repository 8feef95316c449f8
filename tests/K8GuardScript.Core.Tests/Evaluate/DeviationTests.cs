using System.Text.Json.Nodes;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Evaluate;

namespace K8GuardScript.Core.Tests.Evaluate;

public sealed class DeviationTests
{
    [Fact]
    public void A_pod_that_is_what_its_template_says_deviates_nowhere()
    {
        Assert.Null(Of(Some.PodSpec(), Some.PodSpec()));
    }

    [Theory]
    [InlineData("ephemeralContainers", """[{"name":"sh","image":"x"}]""", "spec.ephemeralContainers[0]")]
    [InlineData("containers", """[{"name":"app","image":"good/web:1"},{"name":"proxy","image":"x"}]""", "spec.containers[1]")]
    [InlineData("containers", """[{"name":"app","image":"bad/web:1"}]""", "spec.containers[0].image")]
    [InlineData("containers", """[]""", "spec.template.spec.containers[0]")]
    [InlineData(
        "containers",
        """[{"name":"app","image":"good/web:1","securityContext":{"privileged":true}}]""",
        "spec.containers[0].securityContext.privileged")]
    [InlineData("containers", """[{"name":"app","image":"good/web:1","env":[{"name":"LD_PRELOAD","value":"/x"}]}]""", "spec.containers[0].env[0]")]
    [InlineData("initContainers", """[{"name":"i","image":"x"}]""", "spec.initContainers[0]")]
    [InlineData("hostNetwork", "true", "spec.hostNetwork")]
    [InlineData("hostPID", "true", "spec.hostPID")]
    [InlineData("serviceAccountName", "\"cluster-admin\"", "spec.serviceAccountName")]
    [InlineData("securityContext", """{"runAsUser":0}""", "spec.securityContext.runAsUser")]
    [InlineData("volumes", """[{"name":"root","hostPath":{"path":"/"}}]""", "spec.volumes[0]")]
    [InlineData("volumes", """[{"name":"kube-api-access-x","hostPath":{"path":"/"}}]""", "spec.volumes[0]")]
    [InlineData("volumes", """[{"name":"kube-api-access-x","projected":{"sources":[{"secret":{"name":"s"}}]}}]""", "spec.volumes[0]")]
    [InlineData("tolerations", """[{"key":"node-role.kubernetes.io/control-plane","operator":"Exists"}]""", "spec.tolerations[0]")]
    [InlineData("tolerations", """[{"operator":"Exists"}]""", "spec.tolerations[0]")]
    public void What_the_template_does_not_have_is_found(string field, string value, string place)
    {
        Assert.Equal(place, Of(Some.PodSpec().Having(field, value), Some.PodSpec()));
    }

    [Theory]
    [InlineData("securityContext", """{"runAsNonRoot":true}""", "spec.template.spec.securityContext")]
    [InlineData("serviceAccountName", "\"mine\"", "spec.template.spec.serviceAccountName")]
    [InlineData("volumes", """[{"name":"a","emptyDir":{}}]""", "spec.template.spec.volumes")]
    [InlineData("tolerations", """[{"key":"mine","operator":"Exists"}]""", "spec.template.spec.tolerations")]
    public void What_only_the_template_has_is_found(string field, string value, string place)
    {
        Assert.Equal(place, Of(Some.PodSpec(), Some.PodSpec().Having(field, value)));
    }

    [Theory]
    [InlineData("nodeName", "\"node-1\"")]
    [InlineData("serviceAccountName", "\"default\"")]
    [InlineData("serviceAccount", "\"default\"")]
    [InlineData("priority", "0")]
    [InlineData("preemptionPolicy", "\"PreemptLowerPriority\"")]
    [InlineData("enableServiceLinks", "true")]
    [InlineData("schedulerName", "\"other\"")]
    [InlineData("hostname", "\"web-0\"")]
    [InlineData("securityContext", "{}")]
    [InlineData("imagePullSecrets", """[{"name":"pull"}]""")]
    [InlineData("tolerations", """[{"key":"node.kubernetes.io/not-ready","operator":"Exists","effect":"NoExecute","tolerationSeconds":300}]""")]
    [InlineData("containers", """[{"name":"app","image":"good/web:1","imagePullPolicy":"Always","resources":{"limits":{"cpu":"1"},"requests":{"cpu":"1"}}}]""")]
    public void What_the_api_server_adds_to_any_pod_is_none(string field, string value)
    {
        Assert.Null(Of(Some.PodSpec().Having(field, value), Some.PodSpec()));
    }

    [Fact]
    public void The_token_of_the_service_account_is_none_before_and_after_other_volumes()
    {
        const string Token = """
            {"name":"kube-api-access-7xk2p","projected":{"defaultMode":420,"sources":[
                {"serviceAccountToken":{"expirationSeconds":3607,"path":"token"}},{"configMap":{"name":"kube-root-ca.crt"}},{"downwardAPI":{"items":[]}}]}}
            """;
        const string Own = """{"name":"data","emptyDir":{}}""";
        const string App = """[{"name":"app","volumeMounts":[{"name":"data","mountPath":"/data"}]}]""";
        const string Mounted = """
            [{"name":"app","volumeMounts":[{"name":"data","mountPath":"/data"},
                {"name":"kube-api-access-7xk2p","readOnly":true,"mountPath":"/var/run/secrets/kubernetes.io/serviceaccount"}]}]
            """;
        var template = Some.PodSpec().With("volumes", Own).Having("containers", App);

        Assert.Null(Of(Some.PodSpec().With("volumes", Own).With("volumes", Token).Having("containers", Mounted), template.DeepClone().AsObject()));
        Assert.Null(Of(Some.PodSpec().With("volumes", Token).With("volumes", Own).Having("containers", Mounted), template));
    }

    [Fact]
    public void A_daemon_sets_pods_may_be_bound_to_their_nodes_and_no_others()
    {
        const string Bound = """
            {"nodeAffinity":{"requiredDuringSchedulingIgnoredDuringExecution":{"nodeSelectorTerms":[
                {"matchFields":[{"key":"metadata.name","operator":"In","values":["node-1"]}]}]}}}
            """;

        Assert.Null(Of(Some.PodSpec().Having("affinity", Bound), Some.PodSpec(), Some.DaemonSets));
        Assert.NotNull(Of(Some.PodSpec().Having("affinity", Bound), Some.PodSpec()));
    }

    [Fact]
    public void A_stateful_sets_pods_may_have_the_volumes_that_are_claimed_for_them()
    {
        var pod = Some.Pod("web-0", Some.PodSpec().With("volumes", """{"name":"data","persistentVolumeClaim":{"claimName":"data-web-0"}}"""));
        var owner = Some.Workload(Some.StatefulSets, "web");
        Assert.NotNull(Deviation.Of(pod.Parsed(), owner.Parsed()));

        owner["spec"]!["volumeClaimTemplates"] = JsonNode.Parse("""[{"metadata":{"name":"data"}}]""");
        Assert.Null(Deviation.Of(pod.Parsed(), owner.Parsed()));

        pod["spec"]!["volumes"]![0] = JsonNode.Parse("""{"name":"data","hostPath":{"path":"/"}}""");
        Assert.Equal("spec.volumes[0]", Deviation.Of(pod.Parsed(), owner.Parsed()));
    }

    [Fact]
    public void A_job_is_compared_with_the_template_of_its_cron_job()
    {
        var cron = Some.Workload(Some.CronJobs, "nightly").Parsed();

        Assert.Null(Deviation.Of(Some.Workload(Some.Jobs, "nightly-1").Parsed(), cron));
        Assert.Equal("spec.template.spec.hostIPC", Deviation.Of(Some.Workload(Some.Jobs, "n", Some.PodSpec().Having("hostIPC", "true")).Parsed(), cron));
    }

    [Fact]
    public void Odd_input_deviates_and_throws_not()
    {
        Assert.NotNull(Of(Some.PodSpec().Having("containers", "\"none\""), Some.PodSpec()));
        Assert.NotNull(Of(Some.PodSpec(), Some.PodSpec().Having("containers", "7")));
        Assert.NotNull(Of(Some.PodSpec().Having("volumes", "{\"a\":[[]]}"), Some.PodSpec()));
        Assert.NotNull(Deviation.Of(Some.Pod("p").Parsed(), Some.Manifest(Some.ReplicaSets, "shop", "rs").Parsed()));
    }

    [Fact]
    public void Pods_of_a_real_cluster_deviate_nowhere()
    {
        var objects = SharedFolder.Seed();
        var byUid = objects.ToDictionary(item => item.Uid, StringComparer.Ordinal);
        var compared = 0;
        foreach (var child in objects)
        {
            if (OwnerClaim.Of(OwnerChain.KindOf(child), child) is not { } claim) continue;
            if (!byUid.TryGetValue(claim.Uid, out var owner)) continue;
            if (child.Kind != "Pod" && Dormancy.Of(child) is not null) continue;
            Assert.Equal((child.Name, null), (child.Name, Deviation.Of(child, owner)));
            compared++;
        }

        Assert.True(compared > 30, $"only {compared}");
    }

    private static string? Of(JsonObject pod, JsonObject template, KindName? owner = null) =>
        Deviation.Of(Some.Pod("p", pod).Parsed(), Some.Workload(owner ?? Some.ReplicaSets, "owner", template).Parsed());
}
