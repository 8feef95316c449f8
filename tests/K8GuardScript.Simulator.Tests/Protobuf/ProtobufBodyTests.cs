using K8GuardScript.Simulator.Protobuf;

namespace K8GuardScript.Simulator.Tests.Protobuf;

public sealed class ProtobufBodyTests
{
    // as kubectl 1.32 sends them
    private const string Namespace = "azhzAAoPCgJ2MRIJTmFtZXNwYWNlEhwKFAoEZGVtbxIAGgAiACoAMgA4AEIAEgAaAgoAGgAiAA==";

    [Fact]
    public void A_body_becomes_the_object_that_its_JSON_would_be()
    {
        var body = ProtobufBody.Read(Convert.FromBase64String(Namespace));

        Assert.Equal("v1", body["apiVersion"]!.GetValue<string>());
        Assert.Equal("Namespace", body["kind"]!.GetValue<string>());
        Assert.Equal("""{"name":"demo"}""", body["metadata"]!.ToJsonString());
    }

    [Fact]
    public void An_embedded_message_is_no_level_of_its_own()
    {
        var paths = new ProtobufWriter().Message(1, new ProtobufWriter().Text(1, "/").Text(3, "Exact"));
        var rule = new ProtobufWriter().Text(1, "h.example.com").Message(2, new ProtobufWriter().Message(1, paths));
        var ingress = new ProtobufWriter().Message(2, new ProtobufWriter().Message(3, rule));
        var type = new ProtobufWriter().Text(1, "networking.k8s.io/v1").Text(2, "Ingress");
        var body = ProtobufBody.Read([.. "k8s\0"u8, .. new ProtobufWriter().Message(1, type).Message(2, ingress).ToArray()]);

        Assert.Equal(
            """{"rules":[{"host":"h.example.com","http":{"paths":[{"path":"/","pathType":"Exact"}]}}]}""", body["spec"]!.ToJsonString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("e30=")]
    [InlineData("azhzAAoP")]
    [InlineData("azhzAP//////////////////")]
    public void What_is_no_such_body_is_a_format_error(string base64) =>
        Assert.Throws<FormatException>(() => ProtobufBody.Read(Convert.FromBase64String(base64)));

    [Fact]
    public void Every_cut_of_a_body_is_read_or_is_a_format_error()
    {
        var whole = Convert.FromBase64String(Namespace);
        for (var length = 0; length < whole.Length; length++)
        {
            var cut = whole[..length];
            var error = Record.Exception(() => ProtobufBody.Read(cut));
            Assert.True(error is null or FormatException, $"{length}: {error}");
        }
    }
}
