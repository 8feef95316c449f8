using K8GuardScript.Worker;

namespace K8GuardScript.Tests.Worker;

public sealed class ListenAddressTests
{
    [Theory]
    [InlineData("127.0.0.1:8080", "127.0.0.1:8080", true)]
    [InlineData("localhost:0", "127.0.0.1:0", true)]
    [InlineData("[::1]:8080", "[::1]:8080", true)]
    [InlineData("127.9.9.9:1", "127.9.9.9:1", true)]
    [InlineData("[::ffff:127.0.0.1]:80", "[::ffff:127.0.0.1]:80", true)]
    [InlineData("0.0.0.0:65535", "0.0.0.0:65535", false)]
    [InlineData("*:8080", "0.0.0.0:8080", false)]
    [InlineData(":8080", "0.0.0.0:8080", false)]
    [InlineData("[::]:8080", "[::]:8080", false)]
    [InlineData("10.0.0.1:80", "10.0.0.1:80", false)]
    public void An_address_is_read_and_tells_who_can_reach_it(string text, string read, bool isLoopback)
    {
        var address = ListenAddress.Parse(text);

        Assert.Equal(read, address.ToString());
        Assert.Equal(isLoopback, address.IsLoopback);
    }

    [Theory]
    [InlineData("")]
    [InlineData("8080")]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1:")]
    [InlineData("127.0.0.1:65536")]
    [InlineData("127.0.0.1:-1")]
    [InlineData("127.0.0.1:+80")]
    [InlineData("127.0.0.1: 80")]
    [InlineData("127.0.0.1:http")]
    [InlineData("guard.example.com:80")]
    [InlineData("http://127.0.0.1:80")]
    [InlineData("1:8080")]
    [InlineData("[::1]:9:8080")]
    public void Anything_else_is_refused_with_what_was_seen(string text)
    {
        var refused = Assert.Throws<FormatException>(() => ListenAddress.Parse(text));

        Assert.Contains($"`{text}`", refused.Message, StringComparison.Ordinal);
        Assert.Contains("expected", refused.Message, StringComparison.Ordinal);
    }
}
