using System.Text.RegularExpressions;

namespace K8GuardScript.Tests.Repository;

/// <summary>How source files look, as far as a machine can tell.</summary>
public sealed partial class SourceFileTests
{
    private const int MostLines = 350;

    // the style asks for 140; this is where it stops being a matter of taste
    private const int LongestLine = 160;

    [Fact]
    public void No_file_is_too_long() =>
        Assert.Empty(RepositoryRoot.SourceFiles().Where(file => LinesOf(file).Length > MostLines).ToList());

    [Fact]
    public void No_line_is_too_long() => AssertNoLine((_, line) => line.Length > LongestLine);

    [Fact]
    public void Nothing_is_left_for_later() => AssertNoLine((_, line) => Later().IsMatch(line));

    [Fact]
    public void A_suppression_says_why_on_its_line() => AssertNoLine((_, line) => Suppression().IsMatch(line) && !Reason().IsMatch(line));

    [Fact]
    public void There_are_no_regions() => AssertNoLine((_, line) => line.TrimStart().StartsWith("#region", StringComparison.Ordinal));

    [Fact]
    public void Nothing_names_a_folder_of_somebodys_machine()
    {
        var text = RepositoryRoot.TrackedFiles().Where(file => IsText(file) && !file.EndsWith("packages.lock.json", StringComparison.Ordinal));

        Assert.Empty(Found(text, (_, line) => MachinePath().IsMatch(line)));
    }

    [Theory]
    [InlineData("// TO" + "DO: later", true)]
    [InlineData("// see the FIX" + "ME above", true)]
    [InlineData("var todos = Todo(\"x\");", false)]
    public void Words_for_later_are_found(string line, bool isFound) => Assert.Equal(isFound, Later().IsMatch(line));

    [Theory]
    [InlineData("cp a /wo" + "rk/a", true)]
    [InlineData("\"/ho" + "me/jane/x\"", true)]
    [InlineData("C:\\Us" + "ers\\jane", true)]
    [InlineData("the network/working group", false)]
    [InlineData("mountPath: /tmp", false)]
    public void Folders_of_machines_are_found(string line, bool isFound) => Assert.Equal(isFound, MachinePath().IsMatch(line));

    [Theory]
    [InlineData("#pragma warning dis" + "able CA1720", false)]
    [InlineData("#pragma warning dis" + "able CA1720 // the API calls it so", true)]
    public void Reasons_are_found(string line, bool isFound) => Assert.Equal((true, isFound), (Suppression().IsMatch(line), Reason().IsMatch(line)));

    private static void AssertNoLine(Func<string, string, bool> isWrong) => Assert.Empty(Found(RepositoryRoot.SourceFiles(), isWrong));

    private static List<string> Found(IEnumerable<string> files, Func<string, string, bool> isWrong) =>
        [.. files.SelectMany(file => LinesOf(file).Select((line, i) => (file, line, number: i + 1)))
            .Where(at => isWrong(at.file, at.line))
            .Select(at => $"{at.file}:{at.number}: {at.line.Trim()}")];

    private static string[] LinesOf(string file) => File.ReadAllLines(Path.Combine(RepositoryRoot.Path, file));

    private static bool IsText(string file) => Path.GetExtension(file) is not (".png" or ".gif" or ".jpg" or ".ico" or ".webp" or ".woff2");

    [GeneratedRegex(@"\b(TO[D]O|FIXM[E]|HAC[K])\b")]
    private static partial Regex Later();

    [GeneratedRegex(@"#pragma warning[ ]disable|\[(assembly: )?SuppressMessag[e]")]
    private static partial Regex Suppression();

    [GeneratedRegex(@"// \S+ \S+|Justification = ""\S+ \S+")]
    private static partial Regex Reason();

    [GeneratedRegex(@"(?<![\w./-])(/wor[k]/|/hom[e]/\w|/User[s]/\w|/tm[p]/wt)|[A-Za-z]:\\Users\\")]
    private static partial Regex MachinePath();
}
