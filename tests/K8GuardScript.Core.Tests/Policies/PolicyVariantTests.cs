using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Settings;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Core.Tests.Policies;

public sealed class PolicyVariantTests
{
    private const string Ml = "{ namespaceSelector: team=ml, settings: { bad: [worse/] }, escalation: { warnings: 9 }, mode: safe }";
    private readonly KubeObject web = Some.Deployment();
    private readonly KubeObject ml = Some.NamespaceManifest().Labelled("team", "ml").Parsed();
    private readonly KubeObject other = Some.NamespaceManifest().Labelled("team", "web").Parsed();

    [Fact]
    public void Without_scope_and_overrides_a_policy_is_for_everything()
    {
        var policy = Some.Scoped("mode: act");

        Assert.Same(policy, policy.For(Some.Web, web, null, out var isOpen));
        Assert.False(isOpen || policy.AsksForNamespaceLabels);
    }

    [Fact]
    public void The_first_override_that_takes_an_object_in_counts_and_lays_its_words_over_the_entrys()
    {
        var policy = Some.Scoped(
            $"mode: act, escalation: {{ grace: 1h, warnings: 2 }}, overrides: [{{ names: [api] }}, {Ml}, {{ names: [web], mode: dry-run }}]");

        var variant = policy.For(Some.Web, web, ml)!;

        Assert.Equal((Mode.Safe, 9, TimeSpan.FromHours(1)), (variant.Settings.Mode, variant.Ladder.Warnings, variant.Ladder.Grace));
        Assert.Equal("worse/", variant.Settings.Values["bad"].Items![0].Scalar);
        Assert.Equal(("image-repo", policy), (variant.Id, variant.Root));
        Assert.Same(policy.State, variant.State);
        Assert.Equal(Mode.DryRun, policy.For(Some.Web, web, other)!.Settings.Mode);
        Assert.Same(policy, policy.For(Some.Web with { Name = "db" }, web, other));
        Assert.Same(variant, variant.For(Some.Web, web, ml));
    }

    [Fact]
    public void What_an_override_does_not_say_is_as_in_the_entry()
    {
        var policy = Some.Scoped("mode: act, settings: { bad: [x/] }, escalation: { action: none }, overrides: [{ names: [web] }]");

        var variant = policy.For(Some.Web, web, null)!;

        Assert.NotSame(policy, variant);
        Assert.Equal((Mode.Act, policy.Revision, policy.Ladder), (variant.Settings.Mode, variant.Revision, variant.Ladder));
        Assert.Same(policy.Definition, variant.Definition);
    }

    [Fact]
    public void Out_of_scope_no_override_brings_it_back()
    {
        var policy = Some.Scoped("namespaces: ['!shop'], overrides: [{ names: [web] }]");

        Assert.Null(policy.For(Some.Web, web, null, out var isOpen));
        Assert.False(isOpen);
    }

    [Theory]
    [InlineData("namespaceSelector: team=ml")]
    [InlineData("overrides: [{ namespaceSelector: team=ml, mode: safe }]")]
    [InlineData("overrides: [{ namespaceSelector: team=ml, mode: safe }, { names: [web], mode: act }]")]
    public void What_rests_on_a_namespace_that_is_not_seen_is_open(string yaml)
    {
        var policy = Some.Scoped(yaml);

        Assert.Null(policy.For(Some.Web, web, null, out var isOpen));
        Assert.True(isOpen && policy.AsksForNamespaceLabels);
    }

    [Fact]
    public void An_override_before_it_decides_without_the_namespace()
    {
        var policy = Some.Scoped("overrides: [{ names: [web], mode: act }, { namespaceSelector: team=ml, mode: safe }]");

        Assert.Equal(Mode.Act, policy.For(Some.Web, web, null)!.Settings.Mode);
    }

    [Fact]
    public void An_override_has_its_own_revision_and_leaves_those_of_the_others_alone()
    {
        var plain = Some.Scoped("mode: act");
        var one = Some.Scoped("mode: act, overrides: [{ names: [a], settings: { bad: [x/] } }, { names: [b], settings: { bad: [y/] } }]");
        var changed = Some.Scoped("mode: act, overrides: [{ names: [a], settings: { bad: [x/] } }, { names: [b], settings: { bad: [z/] } }]");

        Assert.Equal((plain.Revision, plain.Version), (one.Revision, plain.Revision));
        Assert.Equal(one.Revision, changed.Revision);
        Assert.Equal(one.Variants.First().Revision, changed.Variants.First().Revision);
        Assert.NotEqual(one.Variants.Last().Revision, changed.Variants.Last().Revision);
        Assert.Equal(4, new[] { plain.Version, one.Version, changed.Version, one.Variants.First().Revision }.Distinct().Count());
        Assert.Matches("^[0-9a-f]{12}$", one.Version);
    }

    [Theory]
    [InlineData("mode: act, names: [a], overrides: [{ names: [b], mode: safe }]", "mode: safe, names: [a], overrides: [{ names: [b], mode: act }]", true)]
    [InlineData("namespaceSelector: 'a, b'", "namespaceSelector: 'a,b'", true)]
    [InlineData("names: [a]", "names: [b]", false)]
    [InlineData("names: [a]", "kinds: [a]", false)]
    [InlineData("overrides: [{ names: [a] }]", "overrides: [{ names: [b] }]", false)]
    [InlineData("overrides: [{ names: [a] }, { names: [b] }]", "overrides: [{ names: [a] }]", false)]
    [InlineData("settings: { bad: [x] }", "settings: { bad: [y] }", false)]
    [InlineData("escalation: { warnings: 1 }", "escalation: { warnings: 2 }", false)]
    [InlineData("overrides: [{ names: [a], settings: { bad: [x] } }]", "overrides: [{ names: [a], settings: { bad: [y] } }]", false)]
    public void Only_mode_and_wording_leave_every_verdict_as_it_is(string before, string after, bool same)
    {
        Assert.Equal(same, Some.Scoped(after).JudgesLike(Some.Scoped(before)));
    }

    [Fact]
    public void A_kind_that_only_a_variant_reads_is_read()
    {
        var root = Some.Definition(() =>
        {
            Sdk.Authoring.Entry.Policy("p", Sdk.Authoring.Severity.Low, "t");
            Sdk.Authoring.Entry.EachNamespace((_, _) => { });
        });
        var entry = Some.Entry("overrides: [{ names: [x], mode: act }]");
        var policy = new Policy(root, entry, Some.Ladder, "r", [Some.Policy()]);

        Assert.True(policy.Judges(Some.Deployments) && policy.Judges(Some.Namespaces));
        Assert.Contains(Some.Deployments, policy.Kinds);
        Assert.Empty(policy.RulesFor(Some.Deployments));
    }

    [Fact]
    public void Under_the_same_settings_a_policy_stays_what_it_is()
    {
        var policy = Some.Scoped($"mode: act, names: [web], overrides: [{Ml}]");

        Assert.Same(policy, PolicyMaker.Under(policy, File($"mode: act, names: [web], overrides: [{Ml}]")));
    }

    [Fact]
    public void Under_newer_settings_overrides_get_the_newer_mode_scope_and_pace_and_keep_their_values()
    {
        var policy = Some.Scoped($"mode: act, overrides: [{Ml}]");

        const string MlAnew = "{ namespaceSelector: team=ml, settings: { bad: [] }, escalation: { warnings: 4 }, mode: dry-run }";
        var under = PolicyMaker.Under(policy, File($"mode: act, overrides: [{{ names: [db], mode: dry-run }}, {MlAnew}]"));

        var variant = under.For(Some.Web, web, ml)!;
        Assert.Equal((Mode.DryRun, 4), (variant.Settings.Mode, variant.Ladder.Warnings));
        Assert.Same(policy.Variants.First().Definition, variant.Definition);
        Assert.Equal("worse/", variant.Settings.Values["bad"].Items![0].Scalar);
        Assert.Same(policy.Definition, under.For(Some.Web with { Name = "db" }, web, ml)!.Definition);
        Assert.Equal(policy.Revision, under.Revision);
    }

    [Fact]
    public void Another_mode_alone_keeps_what_the_policy_has_counted_and_looked_up()
    {
        var policy = Some.Scoped("mode: act, overrides: [{ names: [web], mode: act }]");

        var under = PolicyMaker.Under(policy, File("mode: safe, overrides: [{ names: [web], mode: dry-run }]"));

        Assert.NotSame(policy, under);
        Assert.Same(policy.State, under.State);
        Assert.Same(policy.State, under.Variants.First().State);
        Assert.Equal((Mode.Safe, Mode.DryRun), (under.Settings.Mode, under.For(Some.Web, web, null)!.Settings.Mode));
    }

    private static GuardSettings File(string yaml) => new() { Policies = new Dictionary<string, PolicySettings> { ["image-repo"] = Some.Entry(yaml) } };
}
