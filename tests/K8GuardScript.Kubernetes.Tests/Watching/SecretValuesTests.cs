using System.Buffers;
using System.Text;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Kubernetes.Watching;

namespace K8GuardScript.Kubernetes.Tests.Watching;

public sealed class SecretValuesTests
{
    [Theory]
    [InlineData("""{"data":{"a":"c2VjcmV0","b":"eA=="}}""", """{"data":{"a":"","b":""}}""")]
    [InlineData("""{ "data" : { "a" : "c2VjcmV0" } , "type":"Opaque" }""", """{ "data" : { "a" : "" } , "type":"Opaque" }""")]
    [InlineData("""{"d\u0061ta":{"a":"c2VjcmV0"}}""", """{"d\u0061ta":{"a":""}}""")]
    [InlineData(
        """{"stringData":{"a":"secret"},"data":{"a":{"x":["secret"]},"b":["secret"]}}""",
        """{"stringData":{"a":""},"data":{"a":"","b":""}}""")]
    [InlineData("""{"data":{"a":"secret"},"data":{"a":"secret"}}""", """{"data":{"a":""},"data":{"a":""}}""")]
    [InlineData("""{"data":["secret"]}""", """{"data":""}""")]
    [InlineData("""{"data":null,"type":"Opaque"}""", """{"data":null,"type":"Opaque"}""")]
    [InlineData(
        """{"metadata":{"name":"s","annotations":{"x":"","kubectl.kubernetes.io/last-applied-configuration":"{\"a\":\"b\"}"}}}""",
        """{"metadata":{"name":"s","annotations":{"x":"","kubectl.kubernetes.io/last-applied-configuration":""}}}""")]
    [InlineData(
        """{"metadata":{"annotations":null,"labels":{"data":"shown"}}}""",
        """{"metadata":{"annotations":null,"labels":{"data":"shown"}}}""")]
    public void Values_are_blanked_and_all_else_stays(string json, string expected) => Assert.Equal(expected, Blank(json));

    [Fact]
    public void Only_the_core_group_s_Secret_holds_secrets()
    {
        Assert.True(SecretValues.AreIn(new KindName("", "v1", "Secret")));
        Assert.False(SecretValues.AreIn(new KindName("", "v1", "ConfigMap")));
        Assert.False(SecretValues.AreIn(new KindName("vault.example.com", "v1", "Secret")));
    }

    private static string Blank(string json)
    {
        var output = new ArrayBufferWriter<byte>();
        SecretValues.Blank(Encoding.UTF8.GetBytes(json), output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
