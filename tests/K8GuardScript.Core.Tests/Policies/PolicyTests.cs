using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Settings;
using K8GuardScript.Sdk.Authoring;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Tests.Policies;

public sealed class PolicyTests
{
    [Fact]
    public void The_entry_beats_the_script_and_the_script_beats_the_file_part_by_part()
    {
        var file = new EscalationSettings { Grace = TimeSpan.FromMinutes(1), Every = TimeSpan.FromMinutes(1), Warnings = 1 };
        var script = new EscalationWish(2, TimeSpan.FromMinutes(2), null, ActionVerb.Stop);
        var entry = new EscalationOverride(null, 3, null, null);

        Assert.Equal(new LadderOptions(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), 3, ActionVerb.Stop), PolicyLadder.Of(file, script, entry));
        Assert.Equal(ActionVerb.None, PolicyLadder.Of(file, script, entry with { Action = ActionVerb.None }).Action);
    }

    [Fact]
    public void A_revision_is_the_same_for_the_same_and_another_for_anything_else()
    {
        var revision = Revision.Of("script", "values", Some.Ladder);

        Assert.Matches("^[0-9a-f]{12}$", revision);
        Assert.Equal(revision, Revision.Of("script", "values", Some.Ladder with { }));
        string[] others =
        [
            Revision.Of("script2", "values", Some.Ladder),
            Revision.Of("script", "values2", Some.Ladder),
            Revision.Of("script", "values", Some.Ladder with { Grace = TimeSpan.Zero }),
            Revision.Of("script", "values", Some.Ladder with { Every = TimeSpan.FromTicks(1) }),
            Revision.Of("script", "values", Some.Ladder with { Warnings = 4 }),
            Revision.Of("script", "values", Some.Ladder with { Action = ActionVerb.None }),
        ];
        Assert.Equal(others.Length, others.Except([revision]).Distinct().Count());
    }

    [Fact]
    public void Under_newer_settings_mode_and_scope_change_and_the_values_stay()
    {
        var built = new Dictionary<string, SettingInput> { ["limit"] = new("f(1,1)") { Scalar = "1" } };
        var policy = Some.Policy(entry: new PolicySettings { Mode = Mode.Act, Values = built, ValuesText = "1" });
        var newer = Some.Settings() with
        {
            Escalation = new EscalationSettings { Warnings = 7 },
            Policies = new Dictionary<string, PolicySettings>
            {
                ["image-repo"] = Some.Entry("mode: safe, namespaces: [x]") with { ValuesText = "2" },
            },
        };

        var under = PolicyMaker.Under(policy, newer);

        Assert.Equal((Mode.Safe, "1", 7), (under.Settings.Mode, under.Settings.ValuesText, under.Ladder.Warnings));
        Assert.Same(built, under.Settings.Values);
        Assert.Equal(["x"], under.Settings.Scope.Namespaces.Patterns.All);
    }

    [Fact]
    public void Rules_are_found_by_group_and_kind_whatever_the_version()
    {
        var policy = Some.Policy(rules: () => Entry.Each<Sdk.Views.Deployment>((_, _) => { }));

        Assert.Single(policy.RulesFor(new KindName("apps", "v1beta1", "Deployment")));
        Assert.Empty(policy.RulesFor(new KindName("example.com", "v1", "Deployment")));
    }
}
