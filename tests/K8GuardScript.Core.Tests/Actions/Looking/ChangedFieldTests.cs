using System.Text.Json.Nodes;
using K8GuardScript.Core.Actions.Looking;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Guard.Rails;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Tests.Actions.Looking;

/// <summary>Whose field it is that an action would change, as managedFields tell.</summary>
public sealed class ChangedFieldTests
{
    private static readonly KindName Farms = KindName.Parse("example.com/v1", "Farm");

    [Theory]
    [InlineData("argocd-controller", "", """{"f:spec":{"f:size":{}}}""", true)]
    [InlineData("kustomize-controller", "", """{"f:spec":{"f:workers":{"f:count":{}}}}""", true)]
    [InlineData("argocd-controller", "", """{"f:metadata":{"f:labels":{"f:app":{}}}}""", false)]
    [InlineData("argocd-controller", "status", """{"f:status":{"f:size":{}}}""", false)]
    [InlineData("kubectl", "", """{"f:spec":{"f:size":{}}}""", false)]
    public void Whoever_manages_anything_in_spec_counts_where_only_the_server_knows_where_the_replicas_stand(
        string manager, string subresource, string fields, bool putsBack)
    {
        var fresh = Fresh(Some.Manifest(Farms, "shop", "f", """{"spec":{"size":3}}"""), Farms, manager, subresource, fields);

        var mark = GitOpsMark.Of(fresh.Item, ChangedField.ManagersOf(ActionVerb.Stop, null, fresh));

        Assert.Equal(putsBack, mark is { PutsBack: true });
    }

    [Fact]
    public void Where_the_field_is_known_the_rest_of_spec_does_not_count()
    {
        var fresh = Fresh(Some.DeploymentManifest(), Some.Deployments, "argocd-controller", "", """{"f:spec":{"f:paused":{}}}""");

        Assert.Empty(ChangedField.ManagersOf(ActionVerb.Stop, null, fresh));
    }

    private static FreshObject Fresh(JsonObject manifest, KindName kind, string manager, string subresource, string fields)
    {
        manifest["metadata"]!["managedFields"] = new JsonArray(new JsonObject
        {
            ["manager"] = manager,
            ["subresource"] = subresource,
            ["fieldsV1"] = JsonNode.Parse(fields),
        });
        return FreshObject.Parse(kind, manifest.Utf8());
    }
}
