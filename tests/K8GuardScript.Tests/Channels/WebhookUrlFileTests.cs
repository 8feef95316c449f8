using K8GuardScript.Channels;
using K8GuardScript.Core.Notify;

namespace K8GuardScript.Tests.Channels;

public sealed class WebhookUrlFileTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("https://prod-1.westeurope.logic.azure.com:443/workflows/a?sig=b")]
    [InlineData("  https://example.com/hook\r\n")]
    [InlineData("http://127.0.0.1:1234/inbox")]
    [InlineData("http://localhost/inbox")]
    public void A_usable_url_is_read(string text)
    {
        Assert.Equal(new Uri(text.Trim()), new WebhookUrlFile(folder.Write("url", text)).Read());
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData(" \n", "is empty")]
    [InlineData("s3cr3t", "holds no absolute URL")]
    [InlineData("/s3cr3t", "must hold an https URL")]
    [InlineData("http://example.com/s3cr3t", "must hold an https URL")]
    [InlineData("ftp://example.com/s3cr3t", "must hold an https URL")]
    [InlineData("file:///s3cr3t", "must hold an https URL")]
    [InlineData("https://acme.webhook.office.com/webhookb2/s3cr3t", "retired")]
    [InlineData("https://ACME.WEBHOOK.OFFICE.COM/s3cr3t", "retired")]
    [InlineData("https://example.com/s3cr3t\nhttps://example.com/t", "more than one line")]
    public void Anything_else_is_refused_without_telling_it(string text, string why)
    {
        var path = folder.Write("url", text);

        var refused = Assert.Throws<ChannelException>(() => new WebhookUrlFile(path).Read());

        Assert.Contains($"`{path}`", refused.Message, StringComparison.Ordinal);
        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr3t", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_missing_or_a_folder_is_told()
    {
        Assert.Contains("can't be read", Assert.Throws<ChannelException>(() => new WebhookUrlFile(folder.At("none")).Read()).Message, StringComparison.Ordinal);
        Assert.Contains("can't be read", Assert.Throws<ChannelException>(() => new WebhookUrlFile(folder.Path).Read()).Message, StringComparison.Ordinal);
    }
}
