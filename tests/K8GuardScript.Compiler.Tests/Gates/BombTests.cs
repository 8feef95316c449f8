using System.Text;

namespace K8GuardScript.Compiler.Tests.Gates;

/// <summary>
/// Texts that make a parser, a binder or a walker die or think for ever, and such as go just as far as they may.
/// </summary>
public sealed class BombTests
{
    public static TheoryData<string> Refused => [.. Bombs().Where(bomb => bomb.Code.Length > 0).Select(bomb => bomb.Title)];

    public static TheoryData<string> Harmless => [.. Bombs().Where(bomb => bomb.Code.Length == 0).Select(bomb => bomb.Title)];

    [Theory]
    [MemberData(nameof(Refused))]
    public void It_is_refused(string title)
    {
        var (_, code, script) = Bombs().Single(bomb => bomb.Title == title);

        var result = Scripts.Compile(script);

        Assert.Null(result.Script);
        Assert.Contains(result.Problems, problem => problem.Code == code);
    }

    [Theory]
    [MemberData(nameof(Harmless))]
    public void It_comes_to_an_end(string title) => Assert.NotNull(Scripts.Compile(Bombs().Single(bomb => bomb.Title == title).Script));

    private static IEnumerable<(string Title, string Code, string Script)> Bombs() =>
    [
        ("open brackets", "K8G002", "var x = " + new string('(', 60_000)),
        ("brackets in brackets", "K8G002", "var x = " + new string('(', 30_000) + "1" + new string(')', 30_000) + ";"),
        ("holes in holes", "K8G002", "var x = " + Times(5_000, "$\"{") + "1" + Times(5_000, "}\"") + ";"),
        ("holes in raw holes", "K8G002", "var x = " + Times(3_000, "$\"\"\"{") + "1" + Times(3_000, "}\"\"\"") + ";"),
        ("a chain in a raw hole", "K8G005", "var x = $$\"\"\" { \" {{" + Times(2_000, "1+") + "1}} \"\"\";"),
        ("a chain in a verbatim hole", "K8G005", "var x = $@\" \"\" {" + Times(2_000, "1+") + "1} \";"),
        ("a sum", "K8G005", "var x = 1" + Times(20_000, "+ 1") + ";"),
        ("a concatenation", "K8G005", "var x = \"\"" + Times(5_000, "+ \"a\"") + ";"),
        ("conditions", "K8G005", "var x = true" + Times(5_000, " && true") + ";"),
        ("choices", "K8G005", "var x = " + Times(5_000, "true ? 1 : ") + "1;"),
        ("negations", "K8G005", "var x = " + Times(10_000, "!") + "true;"),
        ("signs", "K8G005", "var x = " + Times(10_000, "- ") + "1;"),
        ("casts", "K8G005", "var x = " + Times(5_000, "(int)") + "1;"),
        ("calls", "K8G005", "var x = \"\"" + Times(5_000, ".Trim()") + ";"),
        ("lambdas in lambdas", "K8G005", "var x = " + Times(5_000, "a => ") + "1;"),
        ("assignments", "K8G005", "int a; " + Times(5_000, "a = ") + "1;"),
        ("else if", "K8G005", "var x = 1; if (x == 0) { }" + Times(2_000, " else if (x == 1) { }")),
        ("else if without braces", "K8G005", "var x = 1; if (x == 0) ;" + Times(2_000, " else if (x == 1) ;")),
        ("if if", "K8G005", Times(5_000, "if (true) ") + ";"),
        ("for for", "K8G005", Times(5_000, "for (;;) ") + ";"),
        ("labels", "K8G005", string.Concat(Enumerable.Range(0, 3_000).Select(i => $"l{i}: ")) + ";"),
        ("types in types", "K8G005", Times(5_000, "List<") + "int" + Times(5_000, ">") + " x;"),
        ("types in types after a comma", "K8G005", Times(2_000, "Dictionary<int, ") + "int" + Times(2_000, ">") + " x;"),
        ("arrays of arrays", "K8G005", "int" + Times(5_000, "[]") + " x;"),
        ("switches of switches", "K8G005", "var x = 1" + Times(2_000, " switch { _ => 1 }") + ";"),
        ("copies of copies", "K8G005", "record R(int A); var x = new R(1)" + Times(2_000, " with { A = 1 }") + ";"),
        ("patterns", "K8G005", "var x = 1 is " + Times(5_000, "not ") + "1;"),
        ("alternatives", "K8G005", "var x = 1 is 1" + Times(5_000, " or 1") + ";"),
        ("queries", "K8G005", "var x = " + Times(1_000, "from a in b ") + "select a;"),
        ("forgiveness", "K8G005", "var x = \"\"" + Times(10_000, "!") + ";"),
        ("defaults", "K8G005", "var x = \"\"" + Times(5_000, " ?? \"\"") + ";"),
        ("a long number", "K8G007", "var x = 0." + new string('1', 60_000) + ";"),
        ("a long name", "K8G007", "var " + new string('x', 60_000) + " = 1;"),
        ("statements", "K8G006", Times(60_000, ";")),
        ("doubling constants", "K8G106", Doubling(60)),
        (
            "doubling constants from the end", "K8G106",
            "void F() { const string a = b + b; const string b = c + c; const string c = \"" + new string('x', 50_000) + "\"; }"),
        ("lambdas in lambdas in brackets", "K8G105", Overloads(9)),

        ("brackets, just so many", "", "var x = " + new string('(', 190) + "1" + new string(')', 190) + ";"),
        ("a sum, just so long", "", "var x = 1" + Times(490, "+ 1") + ";"),
        ("a sum of texts, just so long", "", "var a = \"x\"; var x = a" + Times(490, "+ a") + ";"),
        ("negations, just so many", "", "var x = " + Times(980, "!") + "true;"),
        ("choices, just so many", "", "var x = " + Times(240, "true ? 1 : ") + "1;"),
        ("calls in a row", "K8G107", "var x = \"\"" + Times(200, ".Trim()") + ";"),
        ("items of items", "K8G107", "var x = new Field()" + Times(200, "[0]") + ";"),
        ("calls, just so many", "", "var x = \"\"" + Times(49, ".Trim()") + ";"),
        ("if if, just so many", "", Times(240, "if (true) ") + ";"),
        ("else if, just so many", "", "var x = 1; if (x == 0) { }" + Times(120, " else if (x == 1) { }")),
        ("types in types, just so many", "", Times(45, "List<") + "int" + Times(45, ">") + " x;"),
        ("lambdas in lambdas, just so many", "", Overloads(4)),
        ("operators in operators", "", "var a = Setting(\"a\", [\"x\"], \"\"); var x = "
            + "a.Select(p => a.Select(q => a.Select(r => a.Select(s => s.Length + r.Length + q.Length + p.Length).Count).Count).Count);"),
        ("lists in lists", "", "List<int> x = " + new string('[', 190) + "1" + new string(']', 190) + ";"),
        ("tuples in tuples", "", "var x = " + Times(150, "(1, ") + "1" + new string(')', 150) + ";"),
        ("calls in calls", "", "int F(int x) => x; string F(string x) => x; var x = " + Times(190, "F(") + "1" + new string(')', 190) + ";"),
        ("new in new", "", "var x = " + Times(180, "new[] { ") + "1" + Times(180, " }") + ";"),
        ("choices in brackets", "", "long x = " + Times(180, "(true ? 1 : ") + "1" + new string(')', 180) + ";"),
        ("switches in switches", "", "long x = " + Times(90, "1 switch { 1 => ") + "1" + Times(90, ", _ => 2 }") + ";"),
        ("new without a type", "", "void F(List<int> x) { } void F(List<string> x) { } " + Times(400, "F(new()); ")),
        ("many cases", "", "string F(string x) => x switch { " + string.Concat(Enumerable.Range(0, 3_000).Select(i => $"\"{i}\" => \"{i}\", ")) + "_ => x };"),
        (
            "many list patterns", "",
            "int F(int[] x) => x switch { " + string.Concat(Enumerable.Range(0, 100).Select(i => $"[{i}, .., {i}, _] => {i}, ")) + "_ => 0 };"),
        ("many variables", "", string.Concat(Enumerable.Range(0, 1_500).Select(i => $"var v{i} = {i};"))),
        ("many holes", "", "var a = 1; var x = $\"" + Times(1_000, "{a}") + "\";"),
        ("many items", "", "var x = new[] { " + Times(8_000, "1, ") + "};"),
        ("many functions", "", string.Concat(Enumerable.Range(0, 1_500).Select(i => $"int F{i}() => 1;"))),
        (
            "many overloads", "",
            string.Concat(Enumerable.Range(0, 16).Select(i => $"int F({string.Join(", ", Enumerable.Repeat("int a", i).Select((a, n) => a + n))}) => 1;"))
            + Times(800, "F(1, 2);")),
    ];

    private static string Times(int count, string text) => new StringBuilder().Insert(0, text, count).ToString();

    private static string Doubling(int count) => "const string c0 = \"xxxxxxxxxx\";"
        + string.Concat(Enumerable.Range(1, count).Select(i => $"const string c{i} = c{i - 1} + c{i - 1};"))
        + $"var x = c{count}.Length;";

    private static string Overloads(int depth) =>
        "int F(Func<int, int> f) => 1; int F(Func<string, int> f) => 1; int F(Func<long, int> f) => 1; var x = "
        + string.Concat(Enumerable.Range(0, depth).Select(i => $"F(a{i} => "))
        + "a0.Length" + new string(')', depth) + ";";
}
