using K8GuardScript.Core.Scopes;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Core.Tests.Scopes;

public sealed class LabelSelectorTests
{
    [Theory]
    [InlineData("env=prod", true)]
    [InlineData("env=Prod", false)]
    [InlineData("env=", false)]
    [InlineData("empty=", true)]
    [InlineData("env in (stage, prod)", true)]
    [InlineData("none in (x)", false)]
    [InlineData("none=", false)]
    [InlineData("env notin (stage)", true)]
    [InlineData("env notin (stage, prod)", false)]
    [InlineData("none notin (x)", true)]
    [InlineData("none!=x", true)]
    [InlineData("env!=prod", false)]
    [InlineData("env", true)]
    [InlineData("empty", true)]
    [InlineData("none", false)]
    [InlineData("!none", true)]
    [InlineData("!empty", false)]
    [InlineData("size>3", true)]
    [InlineData("size>4", false)]
    [InlineData("size<5", true)]
    [InlineData("size<4", false)]
    [InlineData("env>3", false)]
    [InlineData("none<3", false)]
    [InlineData("example.com/team=ml", true)]
    [InlineData("env=prod,size=4,!none", true)]
    [InlineData("env=prod,size=5", false)]
    public void It_matches_as_in_Kubernetes(string selector, bool matches)
    {
        var labels = """{"apiVersion":"v1","kind":"Pod","metadata":{"labels":{"env":"prod","size":"4","empty":"","example.com/team":"ml"}}}"""u8;

        Assert.Equal(matches, Selector(selector).Matches(KubeObject.Parse(labels, "", "")));
    }

    [Theory]
    [InlineData("""{"metadata":{}}""")]
    [InlineData("""{"metadata":{"labels":null}}""")]
    [InlineData("""{"metadata":{"labels":["env"]}}""")]
    [InlineData("""{"metadata":{"labels":{"env":5}}}""")]
    [InlineData("""{"metadata":"none"}""")]
    public void What_is_no_label_is_not_there(string json)
    {
        var target = KubeObject.Parse(System.Text.Encoding.UTF8.GetBytes(json), "v1", "Pod");

        Assert.False(Selector("env").Matches(target));
        Assert.True(Selector("env!=prod").Matches(target));
    }

    [Theory]
    [InlineData("a=b,a=c", "`a=b`, `a=c`")]
    [InlineData("a,!a", "`a`, `!a`")]
    [InlineData("a>3,!a", "`a>3`, `!a`")]
    [InlineData("a in (b,c),x,a notin (b,c)", "`a in (b,c)`, `a notin (b,c)`")]
    [InlineData("a in (b,c),a!=b", null)]
    [InlineData("a!=b,!a", null)]
    [InlineData("a,b", null)]
    public void What_no_object_can_meet_is_seen(string selector, string? contradiction)
    {
        Assert.Equal(contradiction, Selector(selector).Contradiction());
    }

    private static LabelSelector Selector(string text) => SelectorParser.Parse(text).Selector!;
}
