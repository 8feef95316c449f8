using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Show;

namespace K8GuardScript.Core.Tests.Show;

public sealed class K8GuardSourceTests
{
    [Theory]
    [InlineData("v1", "Pod", "spec.containers[1].image", """{"spec":{"containers":[{"image":"a"},{"image":"b"}]}}""", "b")]
    [InlineData("v1", "Pod", "spec.initContainers[0].securityContext.privileged", """{"spec":{"initContainers":[{"image":"i"}]}}""", "i")]
    [InlineData(
        "batch/v1", "CronJob", "spec.jobTemplate.spec.template.spec.containers[0]",
        """{"spec":{"jobTemplate":{"spec":{"template":{"spec":{"containers":[{"image":"c"}]}}}}}}""", "c")]
    [InlineData("v1", "Pod", "spec.volumes[0].hostPath", """{"spec":{"volumes":[{"name":"v"}]}}""", "v")]
    [InlineData("networking.k8s.io/v1", "Ingress", "spec.rules[0].host", """{"spec":{"rules":[{"host":"h.example.com"}]}}""", "h.example.com")]
    [InlineData("networking.k8s.io/v1", "Ingress", "spec.rules[0].host", """{"spec":{"rules":[{}]}}""", "")]
    [InlineData("apps/v1", "Deployment", "spec.replicas", """{"spec":{"replicas":1}}""", "x")]
    [InlineData("v1", "Pod", "spec.containers[5].image", """{"spec":{"containers":[]}}""", "x")]
    [InlineData("v1", "Pod", "metadata.labels[\"a.b/c\"]", "{}", "x")]
    [InlineData("v1", "Pod", "", "{}", "x")]
    public void The_source_is_what_k8guard_would_have_named(string apiVersion, string kind, string path, string rest, string source)
    {
        var name = KindName.Parse(apiVersion, kind);
        var episode = Some.Episode() with { Path = path };
        episode = episode with { Key = episode.Key with { Object = new ObjectKey(name.Group, kind, "shop", "x") } };

        Assert.Equal(source, K8GuardSource.Of(episode, Some.Manifest(name, "shop", "x", rest).Parsed()));
    }

    [Fact]
    public void The_source_of_a_namespace_is_its_annotations()
    {
        var episode = Some.Episode();
        episode = episode with { Key = episode.Key with { Object = new ObjectKey("", "Namespace", "", "shop") } };

        Assert.Equal("null", K8GuardSource.Of(episode, Some.NamespaceManifest().Parsed()));
        Assert.Equal("""{"a":"2","b":"1"}""", K8GuardSource.Of(episode, Some.NamespaceManifest().Annotated("b", "1").Annotated("a", "2").Parsed()));
    }

    [Fact]
    public void Of_what_is_gone_only_the_name_is_left()
    {
        Assert.Equal("web", K8GuardSource.Of(Some.Episode(), null));
    }
}
