using K8GuardScript.Simulator.Loading;

namespace K8GuardScript.Simulator.Tests.Loading;

public sealed class YamlScalarTests
{
    [Theory]
    [InlineData("yes", "true")]
    [InlineData("on", "true")]
    [InlineData("n", "false")]
    [InlineData("Off", "false")]
    [InlineData("TRUE", "true")]
    [InlineData("tRUE", "\"tRUE\"")]
    [InlineData("~", "null")]
    [InlineData("", "null")]
    [InlineData("0755", "493")]
    [InlineData("0o17", "15")]
    [InlineData("0x1F", "31")]
    [InlineData("-0b11", "-3")]
    [InlineData("08", "8")]
    [InlineData("1_000", "1000")]
    [InlineData("+7", "7")]
    [InlineData("9223372036854775808", "9223372036854775808")]
    [InlineData("1.50", "1.5")]
    [InlineData("1e3", "1000")]
    [InlineData(".5", "0.5")]
    [InlineData("1.2.3", "\"1.2.3\"")]
    [InlineData("100m", "\"100m\"")]
    [InlineData("1Gi", "\"1Gi\"")]
    [InlineData("0x", "\"0x\"")]
    [InlineData("-", "\"-\"")]
    [InlineData("2026-01-02", "\"2026-01-02\"")]
    [InlineData("12:30", "\"12:30\"")]
    public void Plain_scalars_are_typed_as_the_YAML_1_1_reader_of_Kubernetes_does(string text, string json)
    {
        Assert.True(YamlScalar.TryRead(text, quoted: false, tag: "", out var node));
        Assert.Equal(json, node?.ToJsonString() ?? "null");
    }

    [Theory]
    [InlineData("true")]
    [InlineData("1")]
    [InlineData("")]
    public void Quoted_scalars_are_strings(string text)
    {
        Assert.True(YamlScalar.TryRead(text, quoted: true, tag: "", out var node));
        Assert.Equal(text, node!.GetValue<string>());
    }

    [Theory]
    [InlineData(".inf")]
    [InlineData("-.Inf")]
    [InlineData(".nan")]
    public void What_JSON_has_no_value_for_is_refused(string text) =>
        Assert.False(YamlScalar.TryRead(text, quoted: false, tag: "", out _));
}
