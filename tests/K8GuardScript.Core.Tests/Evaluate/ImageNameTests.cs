using K8GuardScript.Core.Evaluate;

namespace K8GuardScript.Core.Tests.Evaluate;

public sealed class ImageNameTests
{
    [Theory]
    [InlineData("nginx", "docker.io/library/nginx:latest")]
    [InlineData("nginx:1.27", "docker.io/library/nginx:1.27")]
    [InlineData("bitnami/nginx", "docker.io/bitnami/nginx:latest")]
    [InlineData("docker.io/nginx", "docker.io/library/nginx:latest")]
    [InlineData("index.docker.io/nginx:1", "docker.io/library/nginx:1")]
    [InlineData("registry.example.com/a/b:2", "registry.example.com/a/b:2")]
    [InlineData("registry.example.com:5000/a", "registry.example.com:5000/a:latest")]
    [InlineData("localhost/a", "localhost/a:latest")]
    [InlineData("nginx@sha256:0a", "docker.io/library/nginx@sha256:0a")]
    [InlineData("nginx:1.27@sha256:0a", "docker.io/library/nginx@sha256:0a")]
    [InlineData("r.example.com:5000/a:1@sha256:0a", "r.example.com:5000/a@sha256:0a")]
    public void A_short_name_is_spelled_out_as_nodes_report_it(string image, string full)
    {
        Assert.Equal(full, ImageName.Normalize(image));
        Assert.Equal(full, ImageName.Normalize(full));
    }
}
