using K8GuardScript.Core.Cases;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Policies.Tests;

public sealed class PolicyCasesTests
{
    public static TheoryData<string> Policies => [.. ShippedPolicies.Judging];

    public static TheoryData<string, string> AllCases
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var policy in ShippedPolicies.Names)
            {
                foreach (var one in ShippedPolicies.Cases(policy)) rows.Add(policy, one.Name);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(AllCases))]
    public void The_policy_says_what_the_case_expects(string policy, string name)
    {
        var test = ShippedPolicies.Cases(policy).Single(one => one.Name == name);

        var result = CaseRunner.Run(test, settings => ShippedPolicies.Load(policy, settings));

        Assert.True(result.Passed, $"{test.Place}: {string.Join("; ", result.Differences)}");
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void Each_policy_has_a_violating_and_a_clean_case(string policy)
    {
        var cases = ShippedPolicies.Cases(policy);

        Assert.True(cases.Any(one => one.Expect.Count > 0), $"{policy}.cases.yaml has no case that expects a violation");
        Assert.True(
            cases.Any(one => one.Expect.Count == 0 && !one.ExpectUnknown), $"{policy}.cases.yaml has no case that expects `none`");
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void Each_policy_loads_with_its_defaults_and_is_called_like_its_file(string policy)
    {
        var definition = ShippedPolicies.Load(policy);

        Assert.Equal(policy, definition.Id);
        Assert.NotEmpty(definition.Why);
        Assert.NotEmpty(definition.Fix);
        Assert.Null(definition.Escalation.Warnings);
        Assert.Null(definition.Escalation.Every);
    }

    [Fact]
    public void K8Guards_eight_violations_are_there_with_their_types_and_actions()
    {
        var shipped = ShippedPolicies.Names.Select(name => ShippedPolicies.Load(name))
            .Select(policy => $"{policy.Id} {policy.Code} {policy.Escalation.Action}");

        string[] original =
        [
            $"capabilities CAPABILITIES {ActionVerb.Stop}",
            $"host-volumes HOST_VOLUMES {ActionVerb.Stop}",
            $"image-repo IMAGE_REPO {ActionVerb.Stop}",
            $"image-size IMAGE_SIZE {ActionVerb.None}",
            $"ingress-host INGRESS_HOST_INVALID {ActionVerb.Delete}",
            $"no-owner NO_OWNER_ANNOTATION {ActionVerb.None}",
            $"privileged PRIVILEGED {ActionVerb.Stop}",
            $"single-replica SINGLE_REPLICA {ActionVerb.None}",
        ];
        Assert.Empty(original.Except(shipped));
    }
}
