using K8GuardScript.Channels;

namespace K8GuardScript.Tests.Channels;

public sealed class MarkdownTextTests
{
    [Theory]
    [InlineData("plain text, 1.2-3/4:5 @ 6%", "plain text, 1.2-3/4:5 @ 6%")]
    [InlineData("*b* _i_", @"\*b\* \_i\_")]
    [InlineData("[a](b)", @"\[a\]\(b\)")]
    [InlineData("<at>all</at>", @"\<at\>all\</at\>")]
    [InlineData(@"\*", @"\\\*")]
    [InlineData("image `x`", "image 'x'")]
    [InlineData("a\r\n\t\u001b[0m\u009bb", @"a    \[0m b")]
    [InlineData("", "")]
    public void Text_is_shown_as_it_is(string text, string escaped) => Assert.Equal(escaped, MarkdownText.Escape(text));
}
