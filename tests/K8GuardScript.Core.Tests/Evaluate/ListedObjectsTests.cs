using K8GuardScript.Core.Evaluate;
using K8GuardScript.Sdk.Objects;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Tests.Evaluate;

public sealed class ListedObjectsTests
{
    private readonly ListedObjects objects = new(
        [
            Some.Deployment(),
            Some.Manifest(Some.Pods, "shop", "a").Parsed(),
            Some.Manifest(Some.Pods, "shop", "b", uid: "first").Parsed(),
            Some.Manifest(Some.Pods, "shop", "b", uid: "second").Parsed(),
            Some.Manifest(Some.Pods, "", "c").Parsed(),
            Some.Manifest(Some.Nodes, "", "node", """{"status":{"images":[{"names":["example/web:1"],"sizeBytes":5}]}}""").Parsed(),
        ],
        Some.Noon);

    [Fact]
    public void Objects_are_listed_by_kind_and_namespace()
    {
        Assert.Equal(["a", "b", "c"], Names(new LookUp("v1", "Pod", null, null)));
        Assert.Equal(["a", "b"], Names(new LookUp("v1", "Pod", "shop", null)));
        Assert.Equal(["c"], Names(new LookUp("v1", "Pod", "", null)));
        Assert.Empty(Names(new LookUp("v1", "Service", null, null)));
        Assert.Empty(Names(new LookUp("example.com/v1", "Pod", null, null)));
    }

    [Fact]
    public void The_version_of_a_kind_does_not_matter() => Assert.Equal(["web"], Names(new LookUp("apps/v1beta1", "Deployment", "shop", null)));

    [Fact]
    public void One_is_found_by_its_name_and_what_is_not_there_is_known_to_be_absent()
    {
        Assert.True(objects.TryFind(new LookUp("v1", "Pod", "shop", "b"), out var found));
        Assert.Equal("second", found!.Uid);
        Assert.True(objects.TryFind(new LookUp("v1", "Pod", "other", "b"), out found));
        Assert.Null(found);
    }

    [Fact]
    public void The_instant_and_the_images_are_those_that_it_was_given()
    {
        Assert.Equal(Some.Noon, objects.Now);
        Assert.Equal(5, objects.ImageSize("example/web:1"));
        Assert.Null(objects.ImageSize("example/web:2"));
    }

    private IEnumerable<string> Names(LookUp wanted)
    {
        IReadOnlyList<KubeObject> found = objects.List(wanted);
        return found.Select(item => item.Name).Order(StringComparer.Ordinal);
    }
}
