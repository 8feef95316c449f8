using K8GuardScript.Core.Settings;

namespace K8GuardScript.Core.Tests.Settings;

public sealed class CanonicalTextTests
{
    [Theory]
    [InlineData("{a: 1, b: [x, y]}", "b:\n  - x\n  - y\na: 1\n")]
    [InlineData("{a: 'x'}", "{a: \"x\"}")]
    public void Layout_and_order_of_keys_make_no_difference(string one, string other)
    {
        Assert.Equal(Of(one), Of(other));
    }

    [Theory]
    [InlineData("{a: 1}", "{a: '1'}")]
    [InlineData("[x, y]", "[y, x]")]
    [InlineData("[xy]", "[x, y]")]
    [InlineData("[[x], y]", "[[x, y]]")]
    [InlineData("{a: {b: c}}", "{a: {}, b: c}")]
    [InlineData("{}", "[]")]
    [InlineData("['1\",q\"1']", "['1', '1']")]
    public void Different_values_give_different_texts(string one, string other)
    {
        Assert.NotEqual(Of(one), Of(other));
    }

    private static string Of(string yaml) => CanonicalText.Of(YamlTree.Parse(yaml, "f", []));
}
