using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Scopes;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Core.Tests.Scopes;

public sealed class ScopeTests
{
    private static readonly KindName ClusterRoles = new("rbac.authorization.k8s.io", "v1", "ClusterRole");
    private readonly KubeObject prod = Some.NamespaceManifest().Labelled("env", "prod").Parsed();

    [Theory]
    [InlineData("namespaces: ['sh*']", nameof(ScopeAnswer.In))]
    [InlineData("namespaces: ['!shop']", nameof(ScopeAnswer.Out))]
    [InlineData("namespaces: ['sh*', '!shop']", nameof(ScopeAnswer.Out))]
    [InlineData("namespaces: [bar]", nameof(ScopeAnswer.Out))]
    [InlineData("namespaceSelector: env=prod", nameof(ScopeAnswer.In))]
    [InlineData("namespaceSelector: env!=prod", nameof(ScopeAnswer.Out))]
    [InlineData("namespaces: ['!shop'], namespaceSelector: env=prod", nameof(ScopeAnswer.Out))]
    [InlineData("objectSelector: app=web", nameof(ScopeAnswer.In))]
    [InlineData("objectSelector: app=db", nameof(ScopeAnswer.Out))]
    [InlineData("kinds: [Deployment]", nameof(ScopeAnswer.In))]
    [InlineData("kinds: [Deployment.apps]", nameof(ScopeAnswer.In))]
    [InlineData("kinds: ['*.apps']", nameof(ScopeAnswer.In))]
    [InlineData("kinds: ['!Deployment.apps']", nameof(ScopeAnswer.Out))]
    [InlineData("kinds: [Deployment.]", nameof(ScopeAnswer.Out))]
    [InlineData("kinds: [Deployment.example.com]", nameof(ScopeAnswer.Out))]
    [InlineData("kinds: [deployment]", nameof(ScopeAnswer.Out))]
    [InlineData("kinds: ['*', '!Pod']", nameof(ScopeAnswer.In))]
    [InlineData("names: ['w*']", nameof(ScopeAnswer.In))]
    [InlineData("names: ['!web']", nameof(ScopeAnswer.Out))]
    [InlineData("namespaceSelector: env=prod, names: [other]", nameof(ScopeAnswer.Out))]
    [InlineData("mode: act", nameof(ScopeAnswer.In))]
    public void All_conditions_must_be_met(string yaml, string answer)
    {
        var web = Some.DeploymentManifest().Labelled("app", "web").Parsed();

        Assert.Equal(Enum.Parse<ScopeAnswer>(answer), Some.Entry(yaml).Scope.Covers(Some.Web, web, prod));
    }

    [Theory]
    [InlineData("namespaceSelector: env=prod", nameof(ScopeAnswer.Unknown))]
    [InlineData("namespaceSelector: env!=prod", nameof(ScopeAnswer.Unknown))]
    [InlineData("namespaceSelector: env=prod, namespaces: [bar]", nameof(ScopeAnswer.Out))]
    [InlineData("namespaceSelector: env=prod, names: [bar]", nameof(ScopeAnswer.Out))]
    [InlineData("namespaceSelector: env=prod, kinds: [Pod]", nameof(ScopeAnswer.Out))]
    [InlineData("namespaceSelector: env=prod, objectSelector: app", nameof(ScopeAnswer.Out))]
    [InlineData("namespaces: [shop]", nameof(ScopeAnswer.In))]
    public void The_labels_of_a_namespace_that_is_not_seen_are_unknown_unless_they_do_not_matter(string yaml, string answer)
    {
        Assert.Equal(Enum.Parse<ScopeAnswer>(answer), Some.Entry(yaml).Scope.Covers(Some.Web, Some.Deployment(), null));
    }

    [Theory]
    [InlineData("namespaces: [shop], namespaceSelector: env=prod", nameof(ScopeAnswer.In), nameof(ScopeAnswer.Out))]
    [InlineData("namespaces: ['!shop']", nameof(ScopeAnswer.In), nameof(ScopeAnswer.Out))]
    [InlineData("namespaces: [shop], kinds: ['!ClusterRole']", nameof(ScopeAnswer.Out), nameof(ScopeAnswer.Out))]
    [InlineData("kinds: [ClusterRole.rbac.authorization.k8s.io]", nameof(ScopeAnswer.In), nameof(ScopeAnswer.In))]
    public void A_condition_on_the_namespace_leaves_out_nothing_without_one_and_grants_it_nothing(string yaml, string covers, string singlesOut)
    {
        var scope = Some.Entry(yaml).Scope;
        var role = Some.Manifest(ClusterRoles, "", "shop").Parsed();
        var key = new ObjectKey(ClusterRoles.Group, ClusterRoles.Kind, "", "shop");

        Assert.Equal(Enum.Parse<ScopeAnswer>(covers), scope.Covers(key, role, null));
        Assert.Equal(Enum.Parse<ScopeAnswer>(singlesOut), scope.SinglesOut(key, role, null));
    }

    [Theory]
    [InlineData("namespaces: [shop]", nameof(ScopeAnswer.In))]
    [InlineData("namespaces: ['!sh*']", nameof(ScopeAnswer.Out))]
    [InlineData("namespaceSelector: env=prod", nameof(ScopeAnswer.In))]
    [InlineData("namespaceSelector: env!=prod", nameof(ScopeAnswer.Out))]
    public void A_namespace_is_taken_by_its_own_name_and_labels(string yaml, string answer)
    {
        var scope = Some.Entry(yaml).Scope;
        var key = new ObjectKey("", "Namespace", "", "shop");

        Assert.Equal(Enum.Parse<ScopeAnswer>(answer), scope.Covers(key, prod, null));
        Assert.Equal(Enum.Parse<ScopeAnswer>(answer), scope.SinglesOut(key, prod, null));
    }

    [Fact]
    public void Equal_scopes_have_equal_texts_and_no_pattern_looks_like_two()
    {
        Assert.Equal("", Some.Entry("namespaces: []").Scope.Text);
        Assert.Equal(Some.Entry("namespaceSelector: 'a in (c,b)'").Scope.Text, Some.Entry("namespaceSelector: ' a  in (b, c) '").Scope.Text);
        Assert.NotEqual(Some.Entry("names: [a, b]").Scope.Text, Some.Entry("names: ['a\", \"b']").Scope.Text);
        Assert.NotEqual(Some.Entry("names: [a]").Scope.Text, Some.Entry("namespaces: [a]").Scope.Text);
        Assert.NotEqual(Some.Entry("objectSelector: a").Scope.Text, Some.Entry("namespaceSelector: a").Scope.Text);
    }
}
