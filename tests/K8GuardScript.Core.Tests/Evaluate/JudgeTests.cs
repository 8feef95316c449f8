using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Evaluate;
using K8GuardScript.Core.Policies;
using K8GuardScript.Sdk.Authoring;
using K8GuardScript.Sdk.Objects;
using K8GuardScript.Sdk.Views;

namespace K8GuardScript.Core.Tests.Evaluate;

public sealed class JudgeTests : IDisposable
{
    private readonly World world = new();

    public void Dispose() => world.Dispose();

    [Fact]
    public void What_is_found_is_a_violation_at_its_place()
    {
        var verdict = world.Judge.Of(Some.Policy(), Some.Deployments, Some.Deployment(), InlineEvaluation.Instance);

        Assert.Equal((VerdictResult.Violated, Some.Web, "uid-web"), (verdict.Result, verdict.Object, verdict.Uid));
        Assert.Equal(Some.Finding(), Assert.Single(verdict.Findings));
    }

    [Fact]
    public void A_rule_that_breaks_is_a_fault_without_findings_and_is_counted()
    {
        var policy = Some.Policy(rules: () =>
        {
            Entry.Each<Deployment>((d, found) => found.Violation(d, "found before it broke"));
            Entry.Each<Deployment>((_, _) => throw new InvalidOperationException("broken"));
        });

        var verdict = world.Judge.Of(policy, Some.Deployments, Some.Deployment(), InlineEvaluation.Instance);

        Assert.Equal(VerdictResult.Faulted, verdict.Result);
        Assert.Empty(verdict.Findings);
        Assert.Contains("broken", verdict.Fault, StringComparison.Ordinal);
        Assert.Equal((0, 1), (policy.State.Evaluations, policy.State.Faults));
        Assert.StartsWith("Deployment shop/web: ", policy.State.LastFault, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_size_makes_the_verdict_incomplete_and_is_remembered_as_a_wish()
    {
        var policy = Some.Policy(rules: () => Entry.EachContainer((c, _) => Images.SizeOf(c.Image)));

        Assert.True(world.Judge.Of(policy, Some.Deployments, Some.Deployment(), InlineEvaluation.Instance).Incomplete);
        Assert.True(policy.State.ReadsImages);
    }

    [Theory]
    [InlineData("!shop", nameof(VerdictResult.NotConcerned))]
    [InlineData("other", nameof(VerdictResult.NotConcerned))]
    [InlineData("sh*", nameof(VerdictResult.Violated))]
    public void Namespaces_outside_of_the_scope_do_not_concern_the_policy(string pattern, string result)
    {
        var policy = Some.Policy(entry: Some.Entry($"mode: act, namespaces: [\"{pattern}\"]"));

        Assert.Equal(Enum.Parse<VerdictResult>(result), world.Judge.Of(policy, Some.Deployments, Some.Deployment(), InlineEvaluation.Instance).Result);
    }

    [Fact]
    public void What_rests_on_a_namespace_that_is_not_seen_is_unknown_until_it_is()
    {
        var policy = Some.Scoped("namespaceSelector: env=prod");
        world.Objects.Expect(Some.Namespaces);

        Assert.Equal("unknown", Web(policy).Word());
        world.Lists(Some.Namespaces, Some.NamespaceManifest().Labelled("env", "prod"));
        Assert.Equal("violated", Web(policy).Word());
        world.Objects.Changed(Some.Namespaces, Some.Manifest(Some.Namespaces, "", "shop", version: "101").Labelled("env", "dev").Utf8());
        Assert.Equal("not-concerned", Web(policy).Word());
    }

    [Fact]
    public void An_override_judges_with_its_own_settings_under_its_own_revision()
    {
        world.Lists(Some.Namespaces, Some.NamespaceManifest().Labelled("team", "ml"));
        var policy = Some.Scoped("overrides: [{ namespaceSelector: team=ml, settings: { bad: [] } }]");
        var ml = Web(policy);
        world.Lists(Some.Namespaces, Some.NamespaceManifest().Labelled("team", "ml"), Some.NamespaceManifest("bar"));
        var other = world.Judge.Of(policy, Some.Deployments, Other(), InlineEvaluation.Instance);

        Assert.Equal(("passed", policy.Variants.First()), (ml.Word(), ml.Policy));
        Assert.Equal(("violated", policy), (other.Word(), other.Policy));
        Assert.Equal(2, policy.State.Evaluations);

        const string Bad = """{"spec":{"template":{"spec":{"containers":[{"name":"app","image":"bad/x"}]} } } }""";
        static KubeObject Other() => KubeObject.Parse(Some.Manifest(Some.Deployments, "bar", "web", Bad).Utf8(), "", "");
    }

    [Fact]
    public void A_namespace_is_in_scope_by_its_own_name()
    {
        var policy = Some.Policy(
            entry: Some.Entry("mode: act, namespaces: [\"!shop\"]"),
            rules: () => Entry.EachNamespace((n, found) => found.Violation(n, "it is there")));

        Assert.Equal(VerdictResult.NotConcerned, world.Judge.Of(policy, Some.Namespaces, Some.NamespaceManifest().Parsed(), InlineEvaluation.Instance).Result);
        Assert.Equal(VerdictResult.Violated, world.Judge.Of(policy, Some.Namespaces, Some.NamespaceManifest("bar").Parsed(), InlineEvaluation.Instance).Result);
    }

    [Fact]
    public void Another_version_of_the_kind_is_judged_by_the_same_rules()
    {
        var older = new KindName("apps", "v1beta2", "Deployment");

        Assert.Equal(VerdictResult.Violated, world.Judge.Of(Some.Policy(), older, Some.Deployment(), InlineEvaluation.Instance).Result);
    }

    [Fact]
    public void What_its_owner_answers_for_does_not_concern_the_policy()
    {
        world.Lists(Some.ReplicaSets, Some.Manifest(Some.ReplicaSets, "shop", "rs"));
        var pod = Some.Manifest(Some.Pods, "shop", "p", """{"spec":{"containers":[{"name":"a","image":"bad/x"}]}}""");

        Assert.Equal(VerdictResult.Violated, Of(pod.Parsed()).Result);
        Assert.Equal(VerdictResult.NotConcerned, Of(pod.OwnedBy(Some.ReplicaSets, "uid-rs").Parsed()).Result);
    }

    private Verdict Of(KubeObject pod) => world.Judge.Of(Some.Policy(), Some.Pods, pod, InlineEvaluation.Instance);

    private Verdict Web(Policy policy) => world.Judge.Of(policy, Some.Deployments, Some.Deployment(), InlineEvaluation.Instance);
}
