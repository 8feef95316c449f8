using System.Text.Json.Nodes;
using K8GuardScript.Core.Guard.Rails;
using K8GuardScript.Core.Settings;

namespace K8GuardScript.Core.Tests.Guard.Rails;

public sealed class GitOpsRailTests
{
    private readonly GitOpsRail rail = new();

    [Fact]
    public void The_application_of_Argo_CD_is_named()
    {
        var tracked = Some.DeploymentManifest().Annotated("argocd.argoproj.io/tracking-id", "store:apps/Deployment:shop/web");

        Assert.Equal("Argo CD's application `store` would put it back: fix it in Git", Bar(tracked));
        var labelled = Some.DeploymentManifest().Labelled("argocd.argoproj.io/instance", "old");
        Assert.Equal("Argo CD's application `old` would put it back: fix it in Git", Bar(labelled));
    }

    [Fact]
    public void What_another_installation_of_Argo_CD_tracks_is_left_to_it()
    {
        var tracked = Some.DeploymentManifest().Annotated("argocd.argoproj.io/installation-id", "east");

        Assert.Equal("Argo CD would put it back: fix it in Git", Bar(tracked));
    }

    [Theory]
    [InlineData("kustomize", "Flux's Kustomization `flux-system/apps` would put it back: fix it in Git")]
    [InlineData("helm", "Flux's HelmRelease `flux-system/apps` would put it back: fix it in Git")]
    public void What_Flux_applies_is_named(string part, string why)
    {
        var labelled = Some.DeploymentManifest()
            .Labelled($"{part}.toolkit.fluxcd.io/name", "apps").Labelled($"{part}.toolkit.fluxcd.io/namespace", "flux-system");

        Assert.Equal(why, Bar(labelled));
    }

    [Theory]
    [InlineData("argocd-controller", true)]
    [InlineData("kustomize-controller", true)]
    [InlineData("helm-controller", true)]
    [InlineData("kubectl-client-side-apply", false)]
    public void Who_manages_the_field_counts_where_it_is_known(string manager, bool bars)
    {
        Assert.Equal(bars, rail.Ask(Some.Question() with { Managers = ["kube-controller-manager", manager] }).Bars);
    }

    [Fact]
    public void Helm_alone_is_named_and_does_not_bar()
    {
        var answer = rail.Ask(Some.Question(Some.DeploymentManifest().Annotated("meta.helm.sh/release-name", "web")));

        Assert.True(answer.Allows);
        Assert.Equal("gitops: Helm release `web` made it, and does not put it back by itself", answer.ToString());
    }

    [Fact]
    public void A_label_that_most_charts_set_shows_nothing()
    {
        Assert.Null(Bar(Some.DeploymentManifest().Labelled("app.kubernetes.io/instance", "web")));
    }

    [Fact]
    public void The_settings_may_say_to_act_all_the_same()
    {
        var tracked = Some.DeploymentManifest().Annotated("argocd.argoproj.io/tracking-id", "store:apps/Deployment:shop/web");

        Assert.True(rail.Ask(Some.Question(tracked, new ActionSettings { ActsOnGitOps = true })).Allows);
    }

    private string? Bar(JsonObject manifest) => rail.Ask(Some.Question(manifest)) is { Allows: false, Bars: true } no ? no.Why : null;
}
