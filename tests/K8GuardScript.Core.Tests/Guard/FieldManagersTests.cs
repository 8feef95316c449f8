using System.Text;
using K8GuardScript.Core.Guard;

namespace K8GuardScript.Core.Tests.Guard;

public sealed class FieldManagersTests
{
    private const string Managed = """
        {"metadata":{"managedFields":[
          {"manager":"argocd-controller","fieldsV1":{"f:spec":{"f:replicas":{},"f:template":{}}}},
          {"manager":"kube-controller-manager","subresource":"status","fieldsV1":{"f:status":{"f:replicas":{}}}},
          {"manager":"kubectl","fieldsV1":{"f:spec":{"f:replicas":{}}}},
          {"manager":"kubectl","fieldsV1":{"f:spec":{"f:replicas":{}}}},
          {"manager":"none"}]}}
        """;

    private static readonly string[] Replicas = ["spec", "replicas"];

    [Fact]
    public void Those_that_own_the_field_are_named_once() => Assert.Equal(["argocd-controller", "kubectl"], Of(Managed, Replicas));

    [Fact]
    public void Without_a_field_all_are_named() =>
        Assert.Equal(["argocd-controller", "kube-controller-manager", "kubectl", "none"], Of(Managed, []));

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"metadata":{}}""")]
    [InlineData("""{"metadata":{"managedFields":"odd"}}""")]
    [InlineData("""{"metadata":{"managedFields":[1,{"manager":2,"fieldsV1":[]}]}}""")]
    public void What_is_not_there_names_nobody(string json) => Assert.Empty(Of(json, Replicas));

    private static IReadOnlyList<string> Of(string json, IReadOnlyList<string> field) => FieldManagers.Of(Encoding.UTF8.GetBytes(json), field);
}
