using System.Text;

namespace K8GuardScript.EndToEnd.Tests.Hostile;

/// <summary>Scripts that are small to say and large to compile.</summary>
internal static class CompilerBombs
{
    public static IReadOnlyList<HostileScript> All() =>
    [
        Bomb("parentheses", $"var n = {Many("(", 200_000)}1{Many(")", 200_000)};"),
        Bomb("parentheses-within-the-size", $"var n = {Many("(", 30_000)}1{Many(")", 30_000)};"),
        Bomb("braces", Many("{", 30_000) + Many("}", 30_000)),
        Bomb("open-brackets", Many("new[]{", 10_000)),
        Bomb("a-long-sum", $"var n = {Many("1+", 20_000)}1;"),
        Bomb("a-long-text", $"var s = {Many("\"a\"+", 10_000)}\"\";"),
        Bomb("a-long-sum-of-variables", $"var i = 1; var n = {Many("i+", 20_000)}1;"),
        Bomb("a-long-choice", $"var b = true; var n = {Many("b?1:", 10_000)}1;"),
        Bomb("many-nots", $"var b = {Many("!", 50_000)}true;"),
        Bomb("many-minuses", $"var n = {Many("- ", 30_000)}1;"),
        Bomb("a-long-chain-of-calls", $"var s = \"\"{Many(".Trim()", 8_000)};"),
        Bomb("many-elses", $"var n = 1; {Many("if (n == 0) { } else ", 3_000)}n = 2;"),
        Bomb("nested-lambdas", Nested(12)),
        Bomb("a-deep-type", $"{Many("List<", 5_000)}int{Many(">", 5_000)} deep = null;"),
        Bomb("a-deep-tuple", $"var t = {Many("(1,", 8_000)}1{Many(")", 8_000)};"),
        Bomb("a-huge-constant", $"const string S = \"{Many("x", 60_000)}\"; var s = {Many("S+", 500)}S;"),
        Bomb("constants-that-double", $"const string A0 = \"xxxxxxxxxx\"; {Doubling(40)} var s = A40;"),
        Bomb("a-huge-number", $"var n = {Many("9", 60_000)};"),
        Bomb("nested-holes", $"var s = {Many("$\"{", 3_000)}1{Many("}\"", 3_000)};"),
        Bomb("many-variables", string.Concat(Enumerable.Range(0, 4_000).Select(n => $"var v{n}=1;"))),
        Bomb("many-functions", string.Concat(Enumerable.Range(0, 2_000).Select(n => $"int F{n}()=>{n};"))),
        Bomb("many-cases", $"var n = 1; switch (n) {{ {string.Concat(Enumerable.Range(0, 3_000).Select(n => $"case {n}:break;"))} }}"),
        Bomb("many-patterns", $"var n = 1; var b = n is {Many("not ", 12_000)}1;"),
        Bomb("many-arrows", $"{Many("a => ", 10_000)}1;"),
        Bomb("generic-calls", $"var x = new[] {{ 1 }}{Many(".Select(a => new[] { a })", 1_500)};"),
        Bomb("many-queries", $"var x = from a in new[] {{ 1 }} {Many("from b in new[] { 1 } ", 1_500)}select a;"),
        Bomb("only-zeros", Many("\0", 60_000)),
        Bomb("too-long", $"// {Many("x", 10_000_000)}\n"),
    ];

    private static HostileScript Bomb(string name, string body) => new(
        name, HostileFate.Any, $"Policy(\"{name}\", Severity.Low, \"hostile\");\nEachWorkload((w, found) =>\n{{\n{body}\n}});\n");

    private static string Many(string part, int count) => new StringBuilder(part.Length * count).Insert(0, part, count).ToString();

    // each level multiplies what overload resolution and type inference have to try
    private static string Nested(int levels)
    {
        var inside = "1";
        for (var level = 0; level < levels; level++) inside = $"new[] {{ 1 }}.SelectMany(x{level} => new[] {{ {inside} }}).First(x => x > 0)";
        return $"var n = {inside};";
    }

    private static string Doubling(int steps) =>
        string.Concat(Enumerable.Range(0, steps).Select(step => $"const string A{step + 1} = A{step} + A{step}; "));
}
