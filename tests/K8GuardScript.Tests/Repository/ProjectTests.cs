using System.Xml.Linq;

namespace K8GuardScript.Tests.Repository;

/// <summary>Dependencies point one way: program → Kubernetes, Compiler, Simulator; Kubernetes → Core → Sdk.</summary>
public sealed class ProjectTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["K8GuardScript.Sdk"] = [],
        ["K8GuardScript.Compiler"] = ["K8GuardScript.Sdk"],
        ["K8GuardScript.Core"] = ["K8GuardScript.Sdk"],
        ["K8GuardScript.Kubernetes"] = ["K8GuardScript.Core"],
        ["K8GuardScript.Simulator"] = [],
        ["K8GuardScript"] = ["K8GuardScript.Compiler", "K8GuardScript.Kubernetes", "K8GuardScript.Simulator"],
    };

    [Fact]
    public void Projects_refer_to_each_other_as_designed()
    {
        var found = Projects("src/").ToDictionary(NameOf, References);

        Assert.Equal(Allowed.Keys.Order(StringComparer.Ordinal), found.Keys.Order(StringComparer.Ordinal));
        Assert.All(Allowed, pair => Assert.Equal(pair.Value, found[pair.Key].Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void What_scripts_see_needs_no_package() => Assert.Empty(Elements("src/K8GuardScript.Sdk/K8GuardScript.Sdk.csproj", "PackageReference"));

    [Fact]
    public void The_simulator_sees_nothing_of_the_rest_so_that_it_shares_no_mistakes()
    {
        var usings = RepositoryRoot.SourceFiles().Where(file => file.StartsWith("src/K8GuardScript.Simulator/", StringComparison.Ordinal))
            .SelectMany(file => File.ReadLines(Path.Combine(RepositoryRoot.Path, file)))
            .Where(line => line.StartsWith("using K8GuardScript.", StringComparison.Ordinal));

        Assert.All(usings, line => Assert.StartsWith("using K8GuardScript.Simulator", line, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_project_has_its_tests()
    {
        var tests = Projects("tests/").Select(NameOf).ToList();

        Assert.All(Allowed.Keys, name => Assert.Contains($"{name}.Tests", tests));
    }

    [Fact]
    public void Versions_stand_in_one_place_alone()
    {
        var references = RepositoryRoot.TrackedFiles().Where(file => file.EndsWith(".csproj", StringComparison.Ordinal))
            .SelectMany(file => Elements(file, "PackageReference"));

        Assert.DoesNotContain(references, reference => reference.Attribute("Version") is not null || reference.Attribute("VersionOverride") is not null);
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = RepositoryRoot.Read("K8GuardScript.sln").Replace('\\', '/');

        Assert.All(
            RepositoryRoot.TrackedFiles().Where(file => file.EndsWith(".csproj", StringComparison.Ordinal)),
            file => Assert.Contains($"\"{file}\"", solution, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Projects(string below) => RepositoryRoot.TrackedFiles()
        .Where(file => file.StartsWith(below, StringComparison.Ordinal) && file.EndsWith(".csproj", StringComparison.Ordinal));

    private static string NameOf(string project) => Path.GetFileNameWithoutExtension(project);

    private static IEnumerable<string> References(string project) =>
        Elements(project, "ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value));

    private static IEnumerable<XElement> Elements(string project, string name) => XDocument.Parse(RepositoryRoot.Read(project)).Descendants(name);
}
