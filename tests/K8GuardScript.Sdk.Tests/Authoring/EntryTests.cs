using K8GuardScript.Sdk.Registration;
using K8GuardScript.Sdk.Views;

namespace K8GuardScript.Sdk.Tests.Authoring;

public sealed class EntryTests
{
    [Theory]
    [InlineData("apps/v1", "Deployment", "spec.template.spec.")]
    [InlineData("apps/v1", "StatefulSet", "spec.template.spec.")]
    [InlineData("apps/v1", "DaemonSet", "spec.template.spec.")]
    [InlineData("apps/v1", "ReplicaSet", "spec.template.spec.")]
    [InlineData("batch/v1", "Job", "spec.template.spec.")]
    [InlineData("batch/v1", "CronJob", "spec.jobTemplate.spec.template.spec.")]
    [InlineData("v1", "Pod", "spec.")]
    public void Every_container_of_every_workload_is_visited(string apiVersion, string kind, string pod)
    {
        const string spec =
            """{"initContainers":[{"name":"i"}],"containers":[{"name":"a"},{"name":"b"}],"ephemeralContainers":[{"name":"e"}]}""";
        var json = kind switch
        {
            "Pod" => """{"spec":SPEC}""",
            "CronJob" => """{"spec":{"jobTemplate":{"spec":{"template":{"spec":SPEC}}}}}""",
            _ => """{"spec":{"template":{"spec":SPEC}}}""",
        };
        json = json.Replace("SPEC", spec, StringComparison.Ordinal);
        var policy = Some.Policy(() => Entry.EachContainer((c, found) =>
            found.Violation(c["image"], $"{c.Role} {c.Name} {c.Owner.Kind} {c.Pod.Containers.Count}")));

        var findings = policy.Judge(Some.Object(json, apiVersion, kind), new KnownImages()).Findings;

        Assert.Contains((apiVersion, kind), policy.Kinds);
        Assert.Equal(
            [$"Init i {kind} 2", $"Container a {kind} 2", $"Container b {kind} 2", $"Ephemeral e {kind} 2"],
            findings.Select(finding => finding.Message));
        Assert.Equal($"{pod}containers[1].image", findings[2].Path);
        Assert.Equal($"{pod}containers[name=b].image", findings[2].KeyPath);
    }

    [Fact]
    public void A_rule_sees_only_its_kind_and_several_rules_add_up()
    {
        var policy = Some.Policy(() =>
        {
            Entry.Each<Deployment>((d, found) => found.Violation(d.Spec, "deployment"));
            Entry.Each("example.com/v1", "Thing", (o, found) => found.Violation(o["a"], $"thing {o["spec"]["n"].Number}"));
            Entry.EachNamespace((n, found) => found.Violation(n.Metadata, "namespace"));
            Entry.Each<Deployment>((d, found) => found.Violation(d.Metadata.Labels, "again"));
        });

        Assert.Equal(["deployment", "again"], Found("apps/v1", "Deployment"));
        Assert.Equal(["thing 2"], Found("example.com/v1", "Thing"));
        Assert.Equal(["namespace"], Found("v1", "Namespace"));
        Assert.Empty(Found("extensions/v1beta1", "Deployment"));
        Assert.Empty(Found("v1", "Pod"));

        IEnumerable<string> Found(string apiVersion, string kind) =>
            policy.Judge(Some.Object("""{"spec":{"n":2}}""", apiVersion, kind), new KnownImages())
                .Findings.Select(finding => finding.Message);
    }

    [Fact]
    public void What_a_policy_says_is_kept()
    {
        var policy = PolicyScriptRunner.Run(
            () =>
            {
                Entry.Policy("image-repo", Severity.High, "title").Why("why").Fix("fix").Controls("CIS 1", "CIS 2")
                    .Escalate(warnings: 3, every: Entry.Hours(24), action: Act.Stop, grace: Entry.Minutes(5));
                Entry.EachNamespace((_, _) => { });
            },
            Some.NoSettings);

        Assert.Equal(("image-repo", Severity.High, "title", "IMAGE_REPO"), (policy.Id, policy.Severity, policy.Title, policy.Code));
        Assert.Equal(("why", "fix", "CIS 1,CIS 2"), (policy.Why, policy.Fix, string.Join(',', policy.Controls)));
        Assert.Equal(new EscalationWish(3, TimeSpan.FromDays(1), TimeSpan.FromMinutes(5), ActionVerb.Stop), policy.Escalation);
    }

    [Fact]
    public void What_a_policy_leaves_out_is_left_to_the_settings_file()
    {
        var policy = Some.Policy(() => Entry.EachNamespace((_, _) => { }));

        Assert.Equal(EscalationWish.None, policy.Escalation);
        Assert.Equal(("SOME_POLICY", "", ""), (policy.Code, policy.Why, policy.Fix));
    }
}
