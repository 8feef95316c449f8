using K8GuardScript.Sdk.Registration;
using K8GuardScript.Sdk.Views;

namespace K8GuardScript.Sdk.Tests.Authoring;

public sealed class SelectorsTests
{
    [Theory]
    [InlineData("null", false)]
    [InlineData("{}", true)]
    [InlineData("""{"matchLabels":{"app":"web"}}""", true)]
    [InlineData("""{"matchLabels":{"app":"web","tier":"front"}}""", false)]
    [InlineData("""{"matchLabels":{"empty":""}}""", true)]
    [InlineData("""{"matchLabels":{"absent":""}}""", false)]
    [InlineData("""{"matchExpressions":[{"key":"app","operator":"In","values":["db","web"]}]}""", true)]
    [InlineData("""{"matchExpressions":[{"key":"app","operator":"In","values":["db"]}]}""", false)]
    [InlineData("""{"matchExpressions":[{"key":"absent","operator":"In","values":["db"]}]}""", false)]
    [InlineData("""{"matchExpressions":[{"key":"app","operator":"NotIn","values":["db"]}]}""", true)]
    [InlineData("""{"matchExpressions":[{"key":"app","operator":"NotIn","values":["web"]}]}""", false)]
    [InlineData("""{"matchExpressions":[{"key":"absent","operator":"NotIn","values":["web"]}]}""", true)]
    [InlineData("""{"matchExpressions":[{"key":"app","operator":"Exists"}]}""", true)]
    [InlineData("""{"matchExpressions":[{"key":"absent","operator":"Exists"}]}""", false)]
    [InlineData("""{"matchExpressions":[{"key":"app","operator":"DoesNotExist"}]}""", false)]
    [InlineData("""{"matchExpressions":[{"key":"absent","operator":"DoesNotExist"}]}""", true)]
    [InlineData("""{"matchLabels":{"app":"web"},"matchExpressions":[{"key":"app","operator":"DoesNotExist"}]}""", false)]
    public void A_selector_matches_as_the_API_server_does(string selector, bool matches) =>
        Assert.Equal(matches, Finds($$$"""{"metadata":{"labels":{"app":"web","empty":""}},"spec":{"selector":{{{selector}}} }}"""));

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
