using System.Text;
using K8GuardScript.Core.Cases;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace K8GuardScript.Policies.Tests.Cases;

public sealed class KubeYamlTests
{
    [Theory]
    [InlineData("5", "5")]
    [InlineData("-5", "-5")]
    [InlineData("\"5\"", "\"5\"")]
    [InlineData("'yes'", "\"yes\"")]
    [InlineData("yes", "true")]
    [InlineData("Off", "false")]
    [InlineData("n", "false")]
    [InlineData("truE", "\"truE\"")]
    [InlineData("~", "null")]
    [InlineData("", "null")]
    [InlineData("null", "null")]
    [InlineData("0644", "420")]
    [InlineData("0o17", "15")]
    [InlineData("0x1F", "31")]
    [InlineData("0b11", "3")]
    [InlineData("089", "89")]
    [InlineData("1_000", "1000")]
    [InlineData("18446744073709551615", "18446744073709551615")]
    [InlineData("1.5", "1.5")]
    [InlineData(".5", "0.5")]
    [InlineData("1e3", "1000")]
    [InlineData("1.27.3", "\"1.27.3\"")]
    [InlineData("12:30", "\"12:30\"")]
    [InlineData("2026-11-22", "\"2026-11-22\"")]
    [InlineData("2026-11-22T07:31:00Z", "\"2026-11-22T07:31:00Z\"")]
    [InlineData("500m", "\"500m\"")]
    [InlineData("nginx:1", "\"nginx:1\"")]
    [InlineData("{a: [1, x], 5: y, yes: z}", "{\"a\":[1,\"x\"],\"5\":true,\"true\":\"z\"}")]
    [InlineData("|\n  7\n", "\"7\\n\"")]
    public void Scalars_get_the_types_that_kubectl_gives_them(string yaml, string json)
    {
        Assert.Equal(json, Json("x: " + yaml)[5..^1]);
    }

    [Fact]
    public void A_key_that_is_no_text_is_refused()
    {
        Assert.Throws<YamlException>(() => Json("? [a]\n: b"));
    }

    private static string Json(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return Encoding.UTF8.GetString(KubeYaml.ToJson(stream.Documents[0].RootNode));
    }
}
