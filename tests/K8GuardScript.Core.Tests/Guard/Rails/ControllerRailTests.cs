using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Guard.Rails;

namespace K8GuardScript.Core.Tests.Guard.Rails;

public sealed class ControllerRailTests
{
    [Fact]
    public void What_an_unknown_controller_would_put_back_is_left_alone()
    {
        var owned = Some.DeploymentManifest().OwnedBy(new KindName("argoproj.io", "v1", "Thing"), "u");

        var answer = new ControllerRail().Ask(Some.Question(owned));

        Assert.Equal("controller: it is controlled by Thing `owner`, which would undo an action", answer.ToString());
        Assert.True(answer.Bars);
    }

    [Fact]
    public void A_controller_of_Kubernetes_itself_is_known()
    {
        Assert.True(new ControllerRail().Ask(Some.Question(Some.DeploymentManifest().OwnedBy(Some.ReplicaSets, "u"))).Allows);
    }
}
