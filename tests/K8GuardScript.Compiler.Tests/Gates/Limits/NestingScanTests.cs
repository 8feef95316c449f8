using K8GuardScript.Compiler.Gates.Limits;

namespace K8GuardScript.Compiler.Tests.Gates.Limits;

public sealed class NestingScanTests
{
    [Theory]
    [InlineData("((()))")]
    [InlineData("{[(")]
    [InlineData("$\"{(({{\"")]
    [InlineData("$\"{ $\"{ (1) }\" }\"")]
    [InlineData("@$\"{({")]
    [InlineData("/* ) */ ( ( (")]
    public void Three_open_brackets_are_deeper_than_two(string text)
    {
        Assert.NotNull(NestingScan.DeeperThan(2, text));
    }

    [Theory]
    [InlineData("(())(())[[]]{{}}")]
    [InlineData("// ((((\n()")]
    [InlineData("/* (((( */ ()")]
    [InlineData("\"((((\"")]
    [InlineData("\"\\\"((((\"")]
    [InlineData("@\"\"\"((((\"")]
    [InlineData("'(' + '(' + '('")]
    [InlineData("'\\'' + '(' + '(' + '('")]
    [InlineData("\"\"\"((((\"\"\"")]
    [InlineData("$\"(((({{{{{{\"")]
    [InlineData("$\"{1}((((\"")]
    [InlineData("$\"{(1)}\" + ((1))")]
    [InlineData("\"(((\n()")]
    [InlineData("@class @\"(((\" $")]
    [InlineData("\"\\")]
    [InlineData("")]
    public void What_is_in_texts_and_comments_does_not_count(string text)
    {
        Assert.Null(NestingScan.DeeperThan(2, text));
    }
}
