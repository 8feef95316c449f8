using K8GuardScript.Sdk.Fields;
using K8GuardScript.Sdk.Views;

namespace K8GuardScript.Sdk.Tests.Views;

public sealed class LabelSelectorTests
{
    private const string Labels = """{"app":"web","tier":"front","empty":""}""";

    [Theory]
    [InlineData("null", false)]
    [InlineData("{}", true)]
    [InlineData("""{"matchLabels":{},"matchExpressions":[]}""", true)]
    [InlineData("""{"matchLabels":{"app":"web"}}""", true)]
    [InlineData("""{"matchLabels":{"app":"web","tier":"back"}}""", false)]
    [InlineData("""{"matchLabels":{"missing":""}}""", false)]
    [InlineData("""{"matchLabels":{"empty":""}}""", true)]
    [InlineData("""{"matchExpressions":[{"key":"app","operator":"In","values":["db","web"]}]}""", true)]
    [InlineData("""{"matchExpressions":[{"key":"app","operator":"In","values":[]}]}""", false)]
    [InlineData("""{"matchExpressions":[{"key":"missing","operator":"In","values":["web"]}]}""", false)]
    [InlineData("""{"matchExpressions":[{"key":"app","operator":"NotIn","values":["web"]}]}""", false)]
    [InlineData("""{"matchExpressions":[{"key":"app","operator":"NotIn","values":["db"]}]}""", true)]
    [InlineData("""{"matchExpressions":[{"key":"missing","operator":"NotIn","values":["web"]}]}""", true)]
    [InlineData("""{"matchExpressions":[{"key":"empty","operator":"Exists"}]}""", true)]
    [InlineData("""{"matchExpressions":[{"key":"missing","operator":"Exists"}]}""", false)]
    [InlineData("""{"matchExpressions":[{"key":"missing","operator":"DoesNotExist"}]}""", true)]
    [InlineData("""{"matchExpressions":[{"key":"app","operator":"DoesNotExist"}]}""", false)]
    [InlineData("""{"matchExpressions":[{"key":"missing","operator":"Exists"},{"key":"app","operator":"Gt","values":["a"]}]}""", false)]
    [InlineData("""{"matchLabels":{"app":"web"},"matchExpressions":[{"key":"app","operator":"DoesNotExist"}]}""", false)]
    [InlineData("""{"matchLabels":{"app":"web"},"matchExpressions":[{"key":"tier","operator":"Exists"}]}""", true)]
    [InlineData("""{"matchLabels":{"app":"db"},"matchExpressions":[{"key":"tier","operator":"Exists"}]}""", false)]
    public void A_selector_takes_what_Kubernetes_would(string selector, bool expected)
    {
        var root = Some.Object($$$"""{"spec":{"selector":{{{selector}}}},"metadata":{"labels":{{{Labels}}}}}""").Root;

        Assert.Equal(expected, new Deployment(root).Spec.Selector.Matches(new Deployment(root).Metadata.Labels));
    }

    [Fact]
    public void An_absent_selector_takes_nothing_and_an_empty_one_takes_what_has_no_labels()
    {
        var deployment = new Deployment(Some.Object("""{"spec":{"selector":{}}}""").Root);

        Assert.True(deployment.Spec.Selector.Matches(deployment.Metadata.Labels));
        Assert.True(deployment.Spec.Selector.Matches(default));
        Assert.False(default(LabelSelector).Matches(deployment.Metadata.Labels));
    }

    [Fact]
    public void A_selector_of_another_form_is_an_error()
    {
        var deployment = new Deployment(Some.Object("""{"spec":{"selector":{"matchLabels":["app"]}}}""").Root);

        Assert.Throws<FieldTypeException>(() => deployment.Spec.Selector.Matches(default));
    }
}
