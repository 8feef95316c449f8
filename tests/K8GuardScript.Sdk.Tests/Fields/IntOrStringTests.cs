using K8GuardScript.Sdk.Fields;
using K8GuardScript.Sdk.Views;

namespace K8GuardScript.Sdk.Tests.Fields;

public sealed class IntOrStringTests
{
    [Theory]
    [InlineData("8080", 8080, null, null)]
    [InlineData("\"http\"", null, "http", null)]
    [InlineData("\"25%\"", null, "25%", 25)]
    [InlineData("\"%\"", null, "%", null)]
    [InlineData("\"x%\"", null, "x%", null)]
    public void It_is_a_number_or_a_text(string json, int? number, string? text, int? percent)
    {
        var port = Port(json);

        Assert.Equal((number, text, percent), (port.Number, (string?)port.Text, port.Percent));
        Assert.True(port != null);
    }

    [Fact]
    public void It_may_be_absent() => Assert.True(Port("null") == null && Port("null").Number is null && Port("null").Percent is null);

    [Theory]
    [InlineData("[]")]
    [InlineData("1.5")]
    [InlineData("3000000000")]
    [InlineData("true")]
    public void What_is_neither_is_an_error(string json) => Assert.Throws<FieldTypeException>(() => Port(json));

    private static IntOrString Port(string json) =>
        new Service(Some.Object("{\"spec\":{\"ports\":[{\"targetPort\":" + json + "}]}}").Root).Spec.Ports[0].TargetPort;
}
