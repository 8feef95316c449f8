using System.Text.RegularExpressions;

namespace K8GuardScript.Tests.Repository;

/// <summary>
/// How types and folders are named. A file holds one top-level type named for it; beside it may stand small satellites: enums, static
/// classes of extensions or words for them, and records, each at most 40 lines long. A file of a partial type may be named
/// <c>Type.Part.cs</c>. Namespace and folder agree.
/// </summary>
public sealed partial class TypeTests
{
    private const int LongestSatellite = 40;

    private static readonly string[] VagueFolders = ["Common", "Shared", "Services", "Infrastructure"];

    [Fact]
    public void No_type_has_a_name_that_says_nothing() =>
        Assert.Empty(All().Where(type => VagueName().IsMatch(type.Name)).Select(type => $"{type.File}: {type.Name}"));

    [Fact]
    public void No_folder_has_a_name_that_says_nothing() =>
        Assert.Empty(RepositoryRoot.TrackedFiles().Where(file => file.Split('/')[..^1].Any(VagueFolders.Contains)).ToList());

    [Fact]
    public void Every_file_holds_the_type_that_it_is_named_for() => Assert.Empty(RepositoryRoot.SourceFiles()
        .Where(file => Path.GetFileName(file) != "Program.cs")
        .Where(file => !TypesOf(file).Any(type => type.Name == NameOf(file)))
        .ToList());

    [Fact]
    public void What_stands_beside_a_files_type_is_small() =>
        Assert.Empty(All().Where(type => type.Name != NameOf(type.File) && !IsSatellite(type)).Select(type => $"{type.File}: {type.Name}"));

    [Fact]
    public void Namespaces_are_folders()
    {
        var wrong = from file in RepositoryRoot.SourceFiles()
                    let declared = Namespace().Match(Text(file))
                    where declared.Success && declared.Groups[1].Value != NamespaceOf(file)
                    select $"{file}: {declared.Groups[1].Value}";

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("LedgerManager", true)]
    [InlineData("StringUtils", true)]
    [InlineData("ChannelBase", true)]
    [InlineData("Database", false)]
    [InlineData("Rulebook", false)]
    [InlineData("Managers", false)]
    public void Names_that_say_nothing_are_found(string name, bool isFound) => Assert.Equal(isFound, VagueName().IsMatch(name));

    [Fact]
    public void Top_level_types_are_found()
    {
        const string Text = "namespace A;\n\n/// <summary>class Not { }</summary>\ninternal sealed class One<T>(int x) : Two\n{\n"
            + "    private sealed record Inner(int X);\n}\n\npublic readonly record struct Three(int X);\n\ninternal enum Four\n{\n    X,\n}\n";

        Assert.Equal([("One", "class", 4), ("Three", "record struct", 1), ("Four", "enum", 4)],
            TypesIn("a.cs", Text).Select(type => (type.Name, type.Sort, type.Lines)));
    }

    private static bool IsSatellite(FoundType type) =>
        type.Lines <= LongestSatellite && (type.Sort is "enum" or "record" or "record struct" || type.IsStatic);

    private static IEnumerable<FoundType> All() => RepositoryRoot.SourceFiles().SelectMany(TypesOf);

    private static IEnumerable<FoundType> TypesOf(string file) => TypesIn(file, Text(file));

    // Formatting is enforced, so a top-level type starts at the margin, and ends there too.
    private static IEnumerable<FoundType> TypesIn(string file, string text)
    {
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (TypeLine().Match(lines[i]) is not { Success: true } match) continue;
            var end = Array.FindIndex(lines, i, line => line.StartsWith('}') || line.TrimEnd().EndsWith(';') && !line.StartsWith(' '));
            yield return new FoundType(file, match.Groups["name"].Value, match.Groups["sort"].Value, match.Groups["static"].Success, end - i + 1);
        }
    }

    private static string Text(string file) => RepositoryRoot.Read(file).ReplaceLineEndings("\n");

    private static string NameOf(string file) => Path.GetFileName(file).Split('.')[0];

    // src/K8GuardScript.Core/Record/Episode.cs is in K8GuardScript.Core.Record
    // below `tests/Hosts` lie programs that tests start
    private static string NamespaceOf(string file) =>
        string.Join('.', file.Replace("tests/Hosts/", "tests/", StringComparison.Ordinal).Split('/')[1..^1]);

    [GeneratedRegex("(Manager|Helpers?|Utils?|Misc|(?<!Data)Base|Impl)$")]
    private static partial Regex VagueName();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(
        @"^((public|internal|file|(?<static>static)|sealed|abstract|partial|readonly|ref|unsafe) )+"
        + @"(?<sort>class|interface|enum|record struct|record|struct) (?<name>\w+)")]
    private static partial Regex TypeLine();

    private sealed record FoundType(string File, string Name, string Sort, bool IsStatic, int Lines);
}
