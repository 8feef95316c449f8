using System.Text.Json.Nodes;
using K8GuardScript.Editor;
using K8GuardScript.Sdk.Views;
using Microsoft.CodeAnalysis;

namespace K8GuardScript.Tests.Editor;

public sealed class EditorFolderTests : IDisposable
{
    private const string Response = ".k8guard/policies.rsp";
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void An_editor_finds_no_fault_with_the_policies_that_ship()
    {
        new EditorFolder(folder.Path).Write();

        foreach (var file in Directory.GetFiles(Path.Combine(Repository(), "policies"), "*.csx"))
            Assert.Empty(OmniSharpDouble.Check(folder.Path, Response, File.ReadAllText(file)).Select(problem => $"{file}: {problem}"));
    }

    [Fact]
    public void An_editor_underlines_what_is_misspelt_and_nothing_else()
    {
        new EditorFolder(folder.Path).Write();

        var problems = OmniSharpDouble.Check(folder.Path, Response, """
            Policy("p", Severity.Low, "t");
            EachContainer((c, found) => found.Violation(c["image"], c.Imgae));
            Each<Deployment>((d, found) => { if (d.NamespaceLabels.Has("x") && Frozen("a").Any()) found.Violation(d, "m"); });
            """);

        var problem = Assert.Single(problems);
        Assert.Equal("CS1061", problem.Id);
        Assert.Equal(1, problem.Location.GetLineSpan().StartLinePosition.Line);
        Assert.Contains("Imgae", problem.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void An_editor_shows_what_a_member_is_for()
    {
        new EditorFolder(folder.Path).Write();

        var compilation = OmniSharpDouble.Compile(folder.Path, Response, "Policy(\"p\", Severity.Low, \"t\");");
        var entry = compilation.GetTypeByMetadataName("K8GuardScript.Sdk.Authoring.Entry")!;

        Assert.NotEmpty(entry.GetMembers("Policy"));
        Assert.Contains("Names the policy", File.ReadAllText(Path.Combine(folder.Path, ".k8guard", "K8GuardScript.Sdk.xml")));
        Assert.Equal(typeof(Deployment).Assembly.GetName().Name, entry.ContainingAssembly.Name);
    }

    [Fact]
    public void Writing_twice_changes_nothing()
    {
        new EditorFolder(folder.Path).Write();
        var before = Contents();

        var told = new EditorFolder(folder.Path).Write();

        Assert.Equal(before, Contents());
        Assert.DoesNotContain(told, line => line.Contains("add this", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{ \"omnisharp.path\": \"latest\" }")]
    [InlineData("{ // mine\n \"dotnet.server.useOmnisharp\": false, }")]
    [InlineData("not JSON at all")]
    [InlineData("{ \"a\": 1, \"a\": 2 }")]
    [InlineData("null")]
    [InlineData("")]
    public void A_users_own_settings_stay_and_he_is_told_what_to_add(string own)
    {
        folder.Write(".vscode/settings.json", own);

        var told = new EditorFolder(folder.Path).Write();

        Assert.Equal(own, File.ReadAllText(Path.Combine(folder.Path, ".vscode/settings.json")));
        var line = Assert.Single(told, line => line.Contains("add this", StringComparison.Ordinal));
        Assert.StartsWith(".vscode/settings.json", line);
        Assert.Contains("\"dotnet.server.useOmnisharp\": true", line);
    }

    [Fact]
    public void A_users_own_settings_that_suffice_are_left_without_a_word()
    {
        folder.Write(".vscode/settings.json", "{ \"editor.tabSize\": 4, /* for policies */ \"dotnet.server.useOmnisharp\": true, }");

        var told = new EditorFolder(folder.Path).Write();

        Assert.DoesNotContain(told, line => line.Contains("add this", StringComparison.Ordinal));
    }

    [Fact]
    public void OmniSharp_is_pointed_to_the_response_file()
    {
        new EditorFolder(folder.Path).Write();

        var settings = JsonNode.Parse(File.ReadAllText(Path.Combine(folder.Path, "omnisharp.json")))!["script"]!;

        Assert.True((bool)settings["enabled"]!);
        Assert.Equal(Response, (string)settings["rspFilePath"]!);
    }

    private Dictionary<string, string> Contents() => Directory
        .GetFiles(folder.Path, "*", SearchOption.AllDirectories)
        .ToDictionary(path => path, path => Convert.ToBase64String(File.ReadAllBytes(path)), StringComparer.Ordinal);

    private static string Repository()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "K8GuardScript.sln"))) at = at.Parent!;
        return at.FullName;
    }
}
