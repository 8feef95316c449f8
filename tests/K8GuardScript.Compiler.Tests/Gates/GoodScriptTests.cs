namespace K8GuardScript.Compiler.Tests.Gates;

public sealed class GoodScriptTests
{
    public static TheoryData<string> Titles => [.. ScriptTable.Read("Good", hasExpectation: false).Select(entry => entry.Title)];

    public static TheoryData<string> Shipped => [.. Directory.GetFiles(Policies, "*.csx").Select(Path.GetFileName).OfType<string>()];

    private static string Policies => Path.Combine(ScriptTable.Root, "..", "..", "policies");

    [Theory]
    [MemberData(nameof(Titles))]
    public void What_authors_write_passes(string title)
    {
        var entry = ScriptTable.Read("Good", hasExpectation: false).Single(entry => entry.Title == title);

        var result = Scripts.Compile(entry.Script.StartsWith("using", StringComparison.Ordinal) ? entry.Script : Scripts.Head + entry.Script);

        var errors = result.Problems.Where(problem => problem.IsError).ToList();
        if (errors.Count > 0) Assert.Fail(string.Join("\n", errors));
        Assert.NotNull(result.Script);
    }

    [Theory]
    [MemberData(nameof(Shipped))]
    public void Every_shipped_policy_passes(string name)
    {
        var result = Scripts.Compile(File.ReadAllText(Path.Combine(Policies, name)), Policies, name);

        Assert.Empty(result.Problems.Select(problem => problem.ToString()));
    }
}
