namespace K8GuardScript.Compiler.Tests.Gates;

/// <summary>Every script of <c>Hostile/</c> is refused where its table says.</summary>
public sealed class HostileScriptTests
{
    public static TheoryData<string> Titles => [.. ScriptTable.Read("Hostile", hasExpectation: true).Select(entry => entry.Title)];

    [Theory]
    [MemberData(nameof(Titles))]
    public void It_is_refused_with_its_place(string title)
    {
        var entry = ScriptTable.Read("Hostile", hasExpectation: true).Single(entry => entry.Title == title);

        var result = Scripts.Compile(entry.Script);

        Assert.Null(result.Script);
        var first = result.Problems.First(problem => problem.IsError);
        Assert.Equal($"{entry.Code} {entry.Line}:{entry.Column}", $"{first.Code} {first.Line}:{first.Column}");
        Assert.True(!first.Code.StartsWith("K8G", StringComparison.Ordinal) || first.Hint is not null, first.ToString());
    }

    [Fact]
    public void Each_title_is_there_once()
    {
        var titles = ScriptTable.Read("Hostile", hasExpectation: true).Select(entry => entry.Title).ToList();

        Assert.Equal(titles.Count, titles.Distinct().Count());
        Assert.True(titles.Count >= 150, $"{titles.Count}");
    }
}
