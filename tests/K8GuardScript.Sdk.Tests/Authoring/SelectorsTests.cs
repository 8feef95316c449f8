using K8GuardScript.Sdk.Registration;
using K8GuardScript.Sdk.Views;

namespace K8GuardScript.Sdk.Tests.Authoring;

public sealed class SelectorsTests
{
    [Fact]
    public void An_operator_that_the_API_does_not_have_is_a_fault()
    {
        var fault = Assert.Throws<RuleFaultException>(
            () => Finds("""{"spec":{"selector":{"matchExpressions":[{"key":"a","operator":"Gt","values":["1"]}]}}}"""));

        Assert.Contains("no operator `Gt`", fault.Message);
    }

    [Theory]
    [InlineData("null", false)]
    [InlineData("{}", false)]
    [InlineData("""{"app":"web"}""", true)]
    [InlineData("""{"app":"web","tier":"front"}""", false)]
    public void A_selector_of_labels_matches_what_has_them_all_and_an_empty_one_nothing(string selector, bool matches)
    {
        var policy = Some.Policy(() => Entry.Each<Service>((service, found) =>
        {
            if (service.Spec.Selector.Matches(service.Metadata.Labels)) found.Violation(service, "found");
        }));
        var target = Some.Object($$$"""{"metadata":{"labels":{"app":"web"}},"spec":{"selector":{{{selector}}} }}""", "v1", "Service");

        Assert.Equal(matches, policy.Judge(target, new KnownImages()).Findings.Count > 0);
    }

    private static bool Finds(string json)
    {
        var policy = Some.Policy(() => Entry.Each<Deployment>((deployment, found) =>
        {
            if (deployment.Spec.Selector.Matches(deployment.Metadata.Labels)) found.Violation(deployment, "found");
        }));
        return policy.Judge(Some.Object(json, "apps/v1", "Deployment"), new KnownImages()).Findings.Count > 0;
    }
}
