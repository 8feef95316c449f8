using K8GuardScript.Scripts;

namespace K8GuardScript.Tests.Scripts;

public sealed class ScriptErrorTests
{
    [Theory]
    [InlineData("a.csx(3,7)", "a.csx", 3, 7)]
    [InlineData("a.csx(3)", "a.csx", 3, null)]
    [InlineData("odd (name).csx(3,7)", "odd (name).csx", 3, 7)]
    [InlineData("policies.yaml(12,5)", "policies.yaml", 12, 5)]
    [InlineData("a.csx(x,7)", "a.csx", null, 7)]
    [InlineData("", "fallback.csx", null, null)]
    [InlineData("a.csx", "fallback.csx", null, null)]
    [InlineData("a.csx(3,7", "fallback.csx", null, null)]
    public void A_place_is_taken_apart(string place, string file, int? line, int? column)
    {
        Assert.Equal(new ScriptError(file, line, column, null, "what is wrong"), ScriptError.At(place, "fallback.csx", "what is wrong"));
    }

    [Fact]
    public void An_error_reads_as_editors_parse_it()
    {
        Assert.Equal("a.csx(3,7): error CS0103: no `Imgae`", new ScriptError("a.csx", 3, 7, "CS0103", "no `Imgae`").ToString());
        Assert.Equal("a.csx(3): error: no", new ScriptError("a.csx", 3, null, null, "no").ToString());
        Assert.Equal("a.csx: error: no", new ScriptError("a.csx", null, null, null, "no").ToString());
    }
}
