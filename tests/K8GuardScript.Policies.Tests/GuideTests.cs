using System.Text.RegularExpressions;
using K8GuardScript.Compiler;
using K8GuardScript.Core.Cases;
using K8GuardScript.Sdk.Loading;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Policies.Tests;

/// <summary>The examples of the guide are scripts: whoever copies one must not be let down.</summary>
public sealed partial class GuideTests : IDisposable
{
    private static readonly List<(string Language, int Line, string Text)> Blocks = [.. Read()];
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory();

    public static TheoryData<int> Scripts => [.. Of("csharp").Where(block => Library(block.Text) is null).Select(block => block.Line)];

    public static TheoryData<int> Cases =>
        [.. Of("yaml").Where(block => block.Text.StartsWith("cases:", StringComparison.Ordinal)).Select(block => block.Line)];

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Scripts))]
    public void An_example_of_the_guide_loads(int line)
    {
        using var script = Compile(Blocks.Single(block => block.Line == line).Text);

        var policy = PolicyScriptRunner.Run(script.EntryPoint, new Dictionary<string, SettingInput>());

        Assert.True(policy.Rules.Count + policy.Schedules.Count > 0);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_cases_of_the_guide_hold_for_the_script_above_them(int line)
    {
        var at = Blocks.FindIndex(block => block.Line == line);
        Assert.Equal("csharp", Blocks[at - 1].Language);
        using var script = Compile(Blocks[at - 1].Text);

        foreach (var test in CasesFile.Parse(Blocks[at].Text, "guide.cases.yaml"))
        {
            var result = CaseRunner.Run(test, settings => PolicyScriptRunner.Run(script.EntryPoint, settings));
            Assert.True(result.Passed, $"{test.Name}: {string.Join("; ", result.Differences)}");
        }
    }

    private ScriptAssembly Compile(string text)
    {
        foreach (var block in Of("csharp"))
        {
            if (Library(block.Text) is { } name) File.WriteAllText(Path.Combine(folder.FullName, name), block.Text);
        }

        var whole = text.Contains("Policy(", StringComparison.Ordinal) ? text : "Policy(\"my-policy\", Severity.Low, \"t\");\n" + text;
        var result = ScriptCompiler.Compile(new ScriptSource("guide.csx", whole, folder.FullName), TestContext.Current.CancellationToken);
        Assert.Empty(result.Problems);
        return ScriptAssembly.Load(result.Script!);
    }

    private static IEnumerable<(string Language, int Line, string Text)> Of(string language) => Blocks.Where(block => block.Language == language);

    private static string? Library(string text) => LibraryPattern().Match(text) is { Success: true } match ? match.Groups[1].Value : null;

    private static IEnumerable<(string Language, int Line, string Text)> Read()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "K8GuardScript.sln"))) at = at.Parent!;
        var guide = File.ReadAllText(Path.Combine(at.FullName, "docs", "writing-policies.md"));
        foreach (Match block in BlockPattern().Matches(guide))
            yield return (block.Groups[1].Value, guide[..block.Index].Count(c => c == '\n') + 1, block.Groups[2].Value);
    }

    [GeneratedRegex("^```([a-z]+)\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex BlockPattern();

    [GeneratedRegex(@"\A// (_[a-z]+\.csx)\n")]
    private static partial Regex LibraryPattern();
}
