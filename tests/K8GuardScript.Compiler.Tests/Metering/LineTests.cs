using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Compiler.Tests.Metering;

/// <summary>Rewriting moves no statement to another line.</summary>
public sealed class LineTests
{
    [Theory]
    [InlineData("while (true)\n{\n}", 7, 9)]
    [InlineData("var n = 1;\nvar m = n + 2;\nwhile (true)\n    n = n + m;", 9, 10)]
    [InlineData("int F(int n)\n{\n    return F(n + 1) + 1;\n}\nF(1);", 7, 9)]
    [InlineData("int F(int n) =>\n    F(n + 1) + 1;\nF(1);", 7, 8)]
    [InlineData("var s = \"ab\";\nwhile (true)\n{\n    s = s\n        + s;\n}", 10, 11)]
    [InlineData("var s = \"ab\";\nwhile (true)\n{\n    s\n        += s;\n}", 10, 11)]
    [InlineData("var s = string\n    . // a comment\n    Join(\",\", \"a\");\nthrow null;", 10, 10)]
    [InlineData("var s = $\"{w.Kind}\"\n    + $\"{1}\";\nthrow null;", 9, 9)]
    [InlineData("var s = $\"\"\"\n    {w.Kind}\n    \"\"\";\nthrow null;", 10, 10)]
    [InlineData("#if NEVER\nwhile\n#endif\nthrow null;", 10, 10)]
    public void A_fault_names_the_line_of_the_script_as_it_was_written(string harm, int first, int last)
    {
        var policy = Ungated.Load(Scripts.Head + "\n\nEachWorkload((w, found) =>\n{\n    var a = w.Kind;\n" + harm + "\n});\n");

        var fault = Assert.Throws<RuleFaultException>(() => Scripts.Messages(policy, Scripts.Pod()));

        Assert.InRange(fault.Line ?? 0, first, last);
    }

    [Fact]
    public void A_loaded_file_is_metered_and_named()
    {
        using var folder = new TempFolder();
        folder.Write("_a.csx", "#load \"_b.csx\"\nint A() => B();");
        folder.Write("_b.csx", "int B()\n{\n    while (true) { }\n}");
        var policy = Scripts.Load("#load \"_a.csx\"\n" + Scripts.Head + "EachWorkload((w, found) => A());", folder.Path);

        var fault = Assert.Throws<RuleFaultException>(() => Scripts.Messages(policy, Scripts.Pod()));

        Assert.Equal(3, fault.Line);
        Assert.StartsWith("the rule failed in line 3 of _b.csx: ", fault.Message, StringComparison.Ordinal);
        Assert.Contains("look for a loop", fault.Message, StringComparison.Ordinal);
    }
}
