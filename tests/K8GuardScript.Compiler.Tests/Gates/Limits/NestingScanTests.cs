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

    [Theory]
    [InlineData("$\"{", "}\"")]
    [InlineData("$@\"{", "}\"")]
    [InlineData("$\"\"\"{", "}\"\"\"")]
    [InlineData("$\"{F(", ")}\"")]
    public void Interpolated_texts_in_each_other_are_few_as_each_doubles_the_work(string open, string close)
    {
        Assert.Null(NestingScan.Find(Nested(8), brackets: 200));
        Assert.Equal(ScanExcess.Holes, NestingScan.Find(Nested(9), brackets: 200)?.Excess);
        Assert.Null(NestingScan.Find(string.Concat(Enumerable.Repeat(Nested(8) + ";", 3)), brackets: 200));

        string Nested(int levels) => string.Concat(Enumerable.Repeat(open, levels)) + "1" + string.Concat(Enumerable.Repeat(close, levels));
    }
}
