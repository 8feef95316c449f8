
namespace K8GuardScript.Compiler.Tests;

public sealed class ScriptCompilerTests
{
    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    [InlineData("  \r\n\t")]
    [InlineData("// a comment\n/* another */\n")]
    [InlineData("#region nothing\n#endregion")]
    public void A_file_without_a_statement_is_told_what_it_lacks(string text)
    {
        var result = Scripts.Compile(text);

        Assert.Null(result.Script);
        var problem = Assert.Single(result.Problems);
        Assert.Equal(("K8G008", 1, 1), (problem.Code, problem.Line, problem.Column));
        Assert.Contains("Policy(", problem.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_names_file_line_and_column()
    {
        var result = Scripts.Compile(Scripts.Head + "\nEachContainer((c, found) => found.Violation(c.Imgae, \"x\"));\n");

        Assert.Null(result.Script);
        var problem = Assert.Single(result.Problems);
        Assert.Equal(("p.csx", 3, 47, "CS1061", true), (problem.File, problem.Line, problem.Column, problem.Code, problem.IsError));
        Assert.Contains("`Imgae`", problem.Message, StringComparison.Ordinal);
        Assert.StartsWith("p.csx(3,47): error CS1061: ", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Errors_come_in_the_order_of_the_text_and_each_once()
    {
        var result = Scripts.Compile("var a = nothing1;\nvar b = nothing2; var c = nothing3;\n");

        Assert.Equal([(1, 9), (2, 9), (2, 27)], result.Problems.Select(problem => (problem.Line, problem.Column)));
    }

    [Fact]
    public void A_forgotten_semicolon_is_reported_where_it_is_missing()
    {
        var problem = Assert.Single(Scripts.Compile("var a = 1\nvar b = 2;\n").Problems, problem => problem.IsError);

        Assert.Equal(("CS1002", 1, 10), (problem.Code, problem.Line, problem.Column));
    }

    [Fact]
    public void A_warning_does_not_keep_a_script_from_being_compiled()
    {
        var result = Scripts.Compile(Scripts.Head + "EachNamespace((n, found) => { int unused = 1; });");

        Assert.NotNull(result.Script);
        Assert.False(Assert.Single(result.Problems).IsError);
    }

    [Theory]
    [InlineData("System.Console.WriteLine(1);")]
    [InlineData("System.Diagnostics.Process.Start(\"sh\");")]
    [InlineData("new System.Net.Http.HttpClient();")]
    [InlineData("using System.Linq;")]
    [InlineData("System.Text.Json.JsonSerializer.Serialize(1);")]
    [InlineData("new System.Threading.Thread(() => { });")]
    [InlineData("unsafe { int x = 0; int* p = &x; }")]
    public void What_is_not_referenced_can_not_be_named(string statement)
    {
        Assert.Null(Scripts.Compile(Scripts.Head + statement).Script);
    }

    [Theory]
    [InlineData("new KubeObject();")]
    [InlineData("K8GuardScript.Sdk.Registration.PolicyDraft.Current(\"x\");")]
    [InlineData("K8GuardScript.Sdk.Objects.KubeObject.Parse(default, \"\", \"\");")]
    [InlineData("new Findings();")]
    [InlineData("new Field(null);")]
    public void The_Sdks_inside_can_not_be_named(string statement)
    {
        Assert.Null(Scripts.Compile(Scripts.Head + statement).Script);
    }

    [Theory]
    [InlineData("#r \"System.Console\"")]
    [InlineData("#r \"nuget: Newtonsoft.Json, 13.0.4\"")]
    [InlineData("#r \"/etc/passwd\"")]
    public void References_are_refused_at_the_directive(string directive)
    {
        var result = Scripts.Compile("\n" + directive + "\n" + Scripts.Head);

        Assert.Null(result.Script);
        var problem = Assert.Single(result.Problems);
        Assert.Equal(("K8G003", 2), (problem.Code, problem.Line));
    }

    [Fact]
    public void A_script_may_not_be_large()
    {
        var result = Scripts.Compile(new string(' ', ScriptLimits.MaxBytes + 1));

        Assert.Equal("K8G001", Assert.Single(result.Problems).Code);
        Assert.Null(result.Script);
    }

    [Fact]
    public void Large_is_counted_in_bytes()
    {
        var result = Scripts.Compile("// " + new string('é', ScriptLimits.MaxBytes / 2));

        Assert.Equal("K8G001", Assert.Single(result.Problems).Code);
    }

    [Fact]
    public void Brackets_without_end_are_refused_before_the_parser_sees_them()
    {
        var problem = Assert.Single(Scripts.Compile("var x =\n" + new string('(', 30_000) + "1").Problems);

        Assert.Equal(("K8G002", 2, 201), (problem.Code, problem.Line, problem.Column));
    }

    [Fact]
    public void A_cancelled_compilation_throws()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(
            () => ScriptCompiler.Compile(new ScriptSource("p.csx", Scripts.Head, "/nowhere"), cancelled.Token));
    }

    [Fact]
    public void The_hash_follows_the_text()
    {
        var first = Scripts.Compile(Scripts.Head).Hash;

        Assert.Equal(first, Scripts.Compile(Scripts.Head).Hash);
        Assert.NotEqual(first, Scripts.Compile(Scripts.Head + " ").Hash);
        Assert.Matches("^[0-9a-f]{64}$", first);
    }

    [Fact]
    public void The_same_script_gives_the_same_bytes()
    {
        Assert.Equal(Scripts.Compile(Scripts.Head).Script!.Pe, Scripts.Compile(Scripts.Head).Script!.Pe);
    }

    [Fact]
    public void A_policy_reads_as_its_authors_would_write_it()
    {
        var policy = Scripts.Load("""
            Policy("image-repo", Severity.High, "Images come from an approved registry")
                .Code("IMAGE_REPO")                                   // the type K8Guard's API clients know
                .Why("An image from an unknown registry can be anything")
                .Fix("push the image to one of the approved registries")
                .Controls("CIS 5.5.1")
                .Escalate(warnings: 3, every: Hours(24), action: Act.Stop);

            var allowed = Setting("allowed", new[] { "registry.example.com/" }, "image prefixes that are allowed");

            EachContainer((c, found) =>
            {
                if (!allowed.Any(prefix => c.Image.StartsWith(prefix)))
                    found.Violation(c["image"], $"image `{c.Image}` is not from an approved registry");
            });
            """);

        Assert.Equal(
            ["image `nginx` is not from an approved registry"],
            Scripts.Messages(policy, Scripts.Pod("""{"containers":[{"image":"registry.example.com/a"},{"image":"nginx"}]}""")));
    }

    [Fact]
    public void Settings_can_be_written_in_all_usual_ways()
    {
        var policy = Scripts.Load(Scripts.Head + """
            var a = Setting("a", ["x", "y"], "");
            var b = Setting("b", new[] { "x" }, "");
            var c = Setting("c", new Dictionary<string, string> { ["k"] = "v" }, "");
            var d = Setting("d", Hours(2), "");
            var e = Setting("e", 5, "");
            var f = Setting("f", 5L, "");
            var g = Setting("g", 0.5, "");
            var h = Setting("h", true, "");
            var i = Setting("i", "text", "");
            Setting("j", [], "");
            EachWorkload((w, found) =>
            {
                if (a.Any(x => x == "y") && b.All(x => x == "x") && c["k"] == "v" && d > Minutes(5) && e + f > g && h && i == "text")
                    found.Violation(w["spec"], $"{w.Kind} {a.Count} {string.Join("+", a)} {a.Join(",")}");
            });
            """);

        Assert.Equal(["Pod 2 x+y x,y"], Scripts.Messages(policy, Scripts.Pod()));
        Assert.Equal("2h", policy.Settings.Single(setting => setting.Name == "d").Value);
    }

    [Fact]
    public void Absence_needs_no_care_in_a_rule()
    {
        var policy = Scripts.Load(Scripts.Head + """
            EachContainer((c, found) =>
            {
                string image = c.Image;
                if (image == null && c.Image == null && c.SecurityContext == null && !c.SecurityContext.Capabilities.Add.Contains("ALL")
                    && c.SecurityContext.Privileged != true && c.Pod.HostNetwork is null && !c.Image.StartsWith("x")
                    && c.Owner.Metadata.Labels["team"].IsEmpty && c.Role == ContainerRole.Init && c["a"]["b"][3]["c"].Number is null)
                    found.Violation(c.SecurityContext.Capabilities["drop"], $"[{c.Image}] {c.SecurityContext["x"].Path}");
            });
            """);

        Assert.Equal(
            ["[] spec.initContainers[0].securityContext.x"], Scripts.Messages(policy, Scripts.Pod("""{"initContainers":[{}]}""")));
    }

    [Fact]
    public void A_container_can_be_handed_to_a_function_of_the_script()
    {
        var policy = Scripts.Load(Scripts.Head + """
            bool IsRoot(Container c) => c.SecurityContext.RunAsUser == 0;
            EachContainer((c, found) => { if (IsRoot(c)) found.Violation(c, "root", subject: c.Name); });
            """);

        Assert.Equal(["root"], Scripts.Messages(policy, Scripts.Pod("""{"containers":[{"securityContext":{"runAsUser":0}}]}""")));
    }
}
