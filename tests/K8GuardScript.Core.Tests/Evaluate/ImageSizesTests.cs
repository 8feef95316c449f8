using K8GuardScript.Core.Evaluate;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Core.Tests.Evaluate;

public sealed class ImageSizesTests
{
    private readonly ImageSizes sizes = new();

    [Fact]
    public void What_a_node_reports_is_found_by_its_short_name()
    {
        Assert.NotEmpty(sizes.Learn(Node("""[{"names":["docker.io/library/nginx@sha256:0a","docker.io/library/nginx:1"],"sizeBytes":7}]""")));

        Assert.Equal(7, sizes.ImageSize("nginx:1"));
        Assert.Equal(7, sizes.ImageSize("nginx@sha256:0a"));
        Assert.Null(sizes.ImageSize("nginx:2"));
    }

    [Fact]
    public void What_is_known_is_no_news_and_is_remembered_when_the_node_forgets_it()
    {
        sizes.Learn(Node("""[{"names":["a:1"],"sizeBytes":7}]"""));

        Assert.Empty(sizes.Learn(Node("""[{"names":["a:1"],"sizeBytes":7}]""")));
        Assert.Empty(sizes.Learn(Node("[]")));
        Assert.Equal(7, sizes.ImageSize("a:1"));
    }

    [Fact]
    public void Nodes_that_unpack_one_name_differently_do_not_make_it_flip()
    {
        sizes.Learn(Node("""[{"names":["a:1"],"sizeBytes":8}]"""));

        Assert.Empty(sizes.Learn(Node("""[{"names":["a:1"],"sizeBytes":7}]""")));
        Assert.Equal(8, sizes.ImageSize("a:1"));
    }

    [Fact]
    public void A_larger_size_than_before_is_news()
    {
        sizes.Learn(Node("""[{"names":["a:1"],"sizeBytes":7}]"""));

        Assert.NotEmpty(sizes.Learn(Node("""[{"names":["a:1"],"sizeBytes":8}]""")));
        Assert.Equal(8, sizes.ImageSize("a:1"));
    }

    [Theory]
    [InlineData("""[{"names":["<none>:<none>"],"sizeBytes":7}]""")]
    [InlineData("""[{"names":["a:1"]}]""")]
    [InlineData("""[{"names":["a:1"],"sizeBytes":"7"}]""")]
    [InlineData("""[{"names":[3],"sizeBytes":7}]""")]
    [InlineData("\"odd\"")]
    public void What_is_odd_teaches_nothing(string images)
    {
        Assert.Empty(sizes.Learn(Node(images)));
    }

    private static KubeObject Node(string images) =>
        Some.Manifest(Some.Nodes, "", "n", $$$"""{"status":{"images":{{{images}}}}}""").Parsed();
}
