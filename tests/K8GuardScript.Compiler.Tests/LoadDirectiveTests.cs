
namespace K8GuardScript.Compiler.Tests;

public sealed class LoadDirectiveTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_library_of_the_same_folder_is_loaded()
    {
        folder.Write("_words.csx", "string Greet(Text name) => $\"hello {name}\";");

        var policy = Scripts.Load(
            "#load \"_words.csx\"\n" + Scripts.Head + "EachWorkload((w, found) => found.Violation(w, Greet(w.Metadata.Name)));",
            folder.Path);

        Assert.Equal(["hello web"], Scripts.Messages(policy, Scripts.Pod()));
    }

    [Fact]
    public void A_library_loads_another_one_and_both_are_named_and_hashed()
    {
        folder.Write("_a.csx", "#load \"_b.csx\"\nint A() => B();");
        folder.Write("_b.csx", "int B() => 1;");
        var before = Scripts.Compile("#load \"_a.csx\"\nA();", folder.Path);
        folder.Write("_b.csx", "int B() => 2;");

        var after = Scripts.Compile("#load \"_a.csx\"\nA();", folder.Path);

        Assert.NotNull(before.Script);
        Assert.Equal(["_a.csx", "_b.csx"], before.LoadedFiles);
        Assert.NotEqual(before.Hash, after.Hash);
    }

    [Fact]
    public void Libraries_that_load_each_other_do_no_harm()
    {
        folder.Write("_a.csx", "#load \"_b.csx\"\nint A() => 1;");
        folder.Write("_b.csx", "#load \"_a.csx\"\nint B() => 1;");

        Assert.NotNull(Scripts.Compile("#load \"_a.csx\"\nA(); B();", folder.Path).Script);
    }

    [Theory]
    [InlineData("../_a.csx")]
    [InlineData("/etc/_a.csx")]
    [InlineData("sub/_a.csx")]
    [InlineData("a.csx")]
    [InlineData("_a.cs")]
    [InlineData("_missing.csx")]
    [InlineData("")]
    public void Everything_else_is_refused_at_the_directive(string path)
    {
        folder.Write("a.csx", "");
        folder.Write("_a.cs", "");
        folder.Write("sub/_a.csx", "");

        var result = Scripts.Compile($"\n#load \"{path}\"\n", folder.Path);

        Assert.Null(result.Script);
        var problem = Assert.Single(result.Problems);
        Assert.Equal(("p.csx", 2, "K8G004"), (problem.File, problem.Line, problem.Code));
    }

    [Fact]
    public void A_link_out_of_the_folder_is_refused()
    {
        using var elsewhere = new TempFolder();
        elsewhere.Write("_secret.csx", "int Secret() => 1;");
        File.CreateSymbolicLink(folder["_secret.csx"], elsewhere["_secret.csx"]);

        var problem = Assert.Single(Scripts.Compile("#load \"_secret.csx\"\n", folder.Path).Problems);

        Assert.Contains("leaves the policies' folder", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Links_that_go_in_a_circle_are_refused()
    {
        File.CreateSymbolicLink(folder["_a.csx"], folder["_b.csx"]);
        File.CreateSymbolicLink(folder["_b.csx"], folder["_a.csx"]);

        Assert.Equal("K8G004", Assert.Single(Scripts.Compile("#load \"_a.csx\"\n", folder.Path).Problems).Code);
    }

    [Fact]
    public void A_mounted_ConfigMap_is_made_of_links_that_stay_inside()
    {
        folder.Write("..2026_11_22/_a.csx", "int A() => 1;");
        Directory.CreateSymbolicLink(folder["..data"], "..2026_11_22");
        File.CreateSymbolicLink(folder["_a.csx"], Path.Combine("..data", "_a.csx"));

        Assert.NotNull(Scripts.Compile("#load \"_a.csx\"\nA();", folder.Path).Script);
    }

    [Fact]
    public void A_folder_that_is_itself_a_link_works()
    {
        using var elsewhere = new TempFolder();
        folder.Write("_a.csx", "int A() => 1;");
        Directory.CreateSymbolicLink(elsewhere["policies"], folder.Path);

        Assert.NotNull(Scripts.Compile("#load \"_a.csx\"\nA();", elsewhere["policies"]).Script);
    }

    [Fact]
    public void An_error_in_a_library_names_the_library()
    {
        folder.Write("_a.csx", "\nint A() => nothing;");

        var problem = Assert.Single(Scripts.Compile("#load \"_a.csx\"\n", folder.Path).Problems);

        Assert.Equal(("_a.csx", 2, 12), (problem.File, problem.Line, problem.Column));
    }

    [Theory]
    [InlineData("\nvoid F() { try { } catch { } }", "K8G101", 12)]
    [InlineData("\nvar x = System.IO.File.ReadAllText(\"x\");", "K8G110", 19)]
    [InlineData("\nvar seen = new List<string>(); bool IsNew(string x) => !seen.Contains(x);", "K8G202", 57)]
    public void A_library_goes_through_the_same_gates(string library, string code, int column)
    {
        folder.Write("_a.csx", library);

        var result = Scripts.Compile("#load \"_a.csx\"\n", folder.Path);

        Assert.Null(result.Script);
        Assert.Contains(("_a.csx", 2, column, code), result.Problems.Select(problem => (problem.File, problem.Line, problem.Column, problem.Code)));
    }

    [Fact]
    public void A_library_has_the_same_limits()
    {
        folder.Write("_deep.csx", "var x = " + new string('(', 300));
        folder.Write("_large.csx", new string(' ', ScriptLimits.MaxBytes + 1));

        var deep = Assert.Single(Scripts.Compile("#load \"_deep.csx\"\n", folder.Path).Problems);
        var large = Assert.Single(Scripts.Compile("#load \"_large.csx\"\n", folder.Path).Problems);

        Assert.Contains("brackets", deep.Message, StringComparison.Ordinal);
        Assert.Contains("64 KiB", large.Message, StringComparison.Ordinal);
    }
}
