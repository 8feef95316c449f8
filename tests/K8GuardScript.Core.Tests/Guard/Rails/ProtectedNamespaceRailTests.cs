using K8GuardScript.Core.Guard.Rails;
using K8GuardScript.Core.Settings;

namespace K8GuardScript.Core.Tests.Guard.Rails;

public sealed class ProtectedNamespaceRailTests
{
    [Theory]
    [InlineData("infra-dns", false)]
    [InlineData("infra", true)]
    [InlineData("shop", true)]
    public void Patterns_of_the_settings_protect_namespaces(string name, bool allows)
    {
        var settings = new ActionSettings { ProtectedNamespaces = ["infra-*"] };
        var answer = new ProtectedNamespaceRail().Ask(Some.Question(Some.Manifest(Some.Deployments, name, "web"), settings));

        Assert.Equal((allows, !allows), (answer.Allows, answer.Bars));
    }

    [Fact]
    public void What_has_no_namespace_lies_in_none()
    {
        var settings = new ActionSettings { ProtectedNamespaces = ["*"] };

        Assert.True(new ProtectedNamespaceRail().Ask(Some.Question(Some.Manifest(Some.Nodes, "", "n1"), settings)).Allows);
    }
}
