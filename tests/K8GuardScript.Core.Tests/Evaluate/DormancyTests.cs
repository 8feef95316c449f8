using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Evaluate;

namespace K8GuardScript.Core.Tests.Evaluate;

public sealed class DormancyTests
{
    [Theory]
    [InlineData("apps/v1", "Deployment", """{"spec":{"replicas":0}}""", "dormant: scaled to 0")]
    [InlineData("apps/v1", "StatefulSet", """{"spec":{"replicas":0}}""", "dormant: scaled to 0")]
    [InlineData("apps/v1", "Deployment", """{"spec":{"replicas":1}}""", null)]
    [InlineData("apps/v1", "Deployment", """{"spec":{}}""", null)]
    [InlineData("apps/v1", "Deployment", """{"spec":{"replicas":"0"}}""", null)]
    [InlineData("apps/v1", "DaemonSet", """{"spec":{"replicas":0}}""", null)]
    [InlineData("batch/v1", "CronJob", """{"spec":{"suspend":true}}""", "dormant: suspended")]
    [InlineData("batch/v1", "CronJob", """{"spec":{"suspend":false}}""", null)]
    [InlineData("batch/v1", "Job", """{"spec":{"suspend":true}}""", "dormant: suspended")]
    [InlineData("batch/v1", "Job", """{"status":{"conditions":[{"type":"Complete","status":"True"}]}}""", "dormant: finished")]
    [InlineData(
        "batch/v1", "Job", """{"status":{"conditions":[{"type":"Suspended","status":"True"},{"type":"Failed","status":"True"}]}}""",
        "dormant: finished")]
    [InlineData("batch/v1", "Job", """{"status":{"conditions":[{"type":"Complete","status":"False"}]}}""", null)]
    [InlineData("batch/v1", "Job", """{"status":{"conditions":"odd"}}""", null)]
    [InlineData("v1", "Pod", """{"status":{"phase":"Succeeded"}}""", "dormant: finished")]
    [InlineData("v1", "Pod", """{"status":{"phase":"Failed"}}""", "dormant: finished")]
    [InlineData("v1", "Pod", """{"status":{"phase":"Running"}}""", null)]
    [InlineData("networking.k8s.io/v1", "Ingress", "{}", null)]
    public void What_does_nothing_is_dormant(string apiVersion, string kind, string rest, string? why)
    {
        Assert.Equal(why, Dormancy.Of(Some.Manifest(KindName.Parse(apiVersion, kind), "shop", "x", rest).Parsed()));
    }

    [Fact]
    public void What_is_being_deleted_is_dormant_whatever_it_is()
    {
        Assert.Equal("dormant: it is being deleted", Dormancy.Of(Some.Manifest(Some.Ingresses, "shop", "x").BeingDeleted().Parsed()));
    }
}
