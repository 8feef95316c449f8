namespace K8GuardScript.Compiler.Tests.Metering;

/// <summary>A script says the same whether it was rewritten or not.</summary>
public sealed class SameAnswerTests
{
    public static TheoryData<string> Rules =>
    [
        "var s = \"\"; foreach (var c in w.PodSpec.Containers) s += c.Name + \",\"; Say(s);",
        "var s = \"\"; foreach (var c in w.PodSpec.Containers) { if (c.Name == \"b\") continue; s += c.Name; } Say(s);",
        "var n = 0; while (n < 10) n++; Say(\"n\" + n);",
        "var n = 0; do n += 2; while (n < 7); Say(\"n\" + n + 'c' + 1.5 + true + null);",
        "var n = 0; for (int i = 0, j = 9; i < j; i++, j--) n += j; Say($\"{n}\");",
        "Say(1 + 2 + \"x\" + 1 + 2);",
        "Say(\"x\" + (1 + 2) + (\"y\" + 3));",
        "const string a = \"a\" + \"b\"; const string b = $\"{a}c\"; Say(a + b);",
        "string no = null; Say(no + \"x\" + no); no += no; Say(\"[\" + no + \"]\");",
        "Say(w.Kind + w.Metadata.Name + w.Metadata.Labels[\"none\"]);",
        "Say($\"{w.Kind,6}|{w.Kind,-6}|{1.5:F3}|{42,8:X4}|{(w.Exists ? \"a\" : \"b\")}|{{}}\");",
        "Say($\"\"\"\n    {w.Kind} \"quoted\"\n    \"\"\");",
        "Say($@\"{w.Kind}\n{string.Join(\",\", new[] { \"a\", \"b\" })}\");",
        "Say(string.Join(\", \", w.PodSpec.Containers.Select(c => c.Name)));",
        "Say(string.Join('-', 1.ToString(), \"b\") + String.Concat(\"a\", \"b\", \"c\"));",
        "Say(\"a-b\".Replace('-', '+').Replace(\"+\", \"--\").PadLeft(8).PadRight(12, '.').Insert(1, \"!\"));",
        "string t = w.Kind; Say(t?.Replace(\"P\", \"p\")?.ToUpperInvariant().Substring(1) + t?[1..] + t[^1]);",
        "string t = null; Say(\"[\" + t?.Replace(\"P\", \"p\") + t?[1..] + \"]\");",
        "var l = new List<int> { 3, 1, 2 }; l.Sort(); l.Insert(0, 9); l.Remove(2); Say(string.Join(\",\", l) + l.Contains(1));",
        "var l = new List<string>(new[] { \"b\", \"a\" }) { \"c\" }; l.Sort((x, y) => string.CompareOrdinal(y, x)); Say(string.Join(\"\", l));",
        "var a = new int[3]; a[1] = 2; int[] b = [.. a, 7, .. a]; Array.Sort(b); Say(string.Join(\",\", b[2..]) + Array.IndexOf(b, 7));",
        "var d = new Dictionary<string, string> { [\"a\"] = \"x\" }; d[\"a\"] += \"y\"; Say(d[\"a\"] + d.ContainsValue(\"xy\"));",
        "var h = new HashSet<string>([\"A\"], StringComparer.OrdinalIgnoreCase); h.UnionWith(new[] { \"b\" }); Say(h.Contains(\"a\") + \"\" + h.Count);",
        "int F(int n) => n < 2 ? 1 : n * F(n - 1); Say(F(5).ToString(\"D6\"));",
        "Func<int, int> f = x => x * 2; Func<int, int> g = x => { return f(x) + 1; }; Say(\"\" + g(4));",
        "Action<string> say = x => Say(x); say(\"a\"); Func<string> get = () => $\"b{w.Kind}\"; Say(get());",
        "Func<int, int> f = x => x > 1 ? x : throw new ArgumentException(\"small\"); Say(\"\" + f(2));",
        "var f = (int x) => x + 1; var g = delegate (int x) { return x - 1; }; Say($\"{f(1)}{g(1)}\");",
        "var h = new HashSet<int>(); Action<int> add = x => h.Add(x); add(1); add(1); Say(\"\" + h.Count);",
        "var x = 2; switch (x) { case 1: Say(\"one\"); break; case 2: goto case 1; default: Say(\"?\"); break; }",
        "var n = 0; again: n++; if (n < 5) goto again; Say(\"\" + n);",
        "var m = Regex.Match(\"a=1\", @\"(\\w)=(\\d)\"); Say(m.Groups[1].Value + m.Groups[2].Value + Regex.Replace(\"aXb\", \"[A-Z]\", \"_\"));",
        "var r = new Regex(\"(?<x>[a-z]+)\", RegexOptions.IgnoreCase); foreach (Match m in r.Matches(\"ab CD\")) Say(m.Groups[\"x\"].Value);",
        "var t = (Name: \"n\", Count: 2); var (a, b) = t; Say(a + b + t.Name); foreach (var (k, v) in w.Metadata.Labels) Say(k + v);",
        "string s = new('x', 3); var p = new P(s + \"!\", 2); Say(p.Name + p.Start + p.Twice() + p.Empty.Count + (p with { Count = 3 }).Doubled);",
        "Say(w.PodSpec.Containers.Any(c => c.Name == \"b\") ? \"y\" : \"n\"); Say(nameof(string.Replace));",
        "var l = new List<int> { 1, 2, 3 }; Predicate<int> odd = x => x % 2 == 1; Say(\"\" + l.FindAll(odd).Count + l.Exists(x => x > 2) + l.TrueForAll(odd));",
        "var l = new List<string> { \"1\", \"2\" }; Say(string.Join(\"+\", l.ConvertAll(int.Parse)) + l.Find(x => x == \"2\"));",
        "while (true) { if (w.Exists) break; } for (; ; ) break; Say(\"out\");",
        "foreach (var i in new[] { 1, 2 }) foreach (var j in new[] { 3, 4 }) if (i + j == 5) Say($\"{i}{j}\"); else if (i == 9) ; else Say(\"e\");",
    ];

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_rewritten_rule_says_the_same(string rule)
    {
        var text = Scripts.Head + $$"""
            record P(string Name, int Count)
            {
                public int Doubled => Count * 2;
                public string Start { get; init; } = Name + "/";
                public List<int> Empty { get; } = [];
                public string Twice() => Name + Name;
            }
            EachWorkload((w, found) =>
            {
                void Say(string what) => found.Violation(w, what);
                {{rule}}
            });
            """;
        var pod = Sdk.Objects.KubeObject.Parse(
            """
            {"apiVersion":"v1","kind":"Pod","metadata":{"name":"web","labels":{"a":"1","b":"2"}},"spec":{"containers":[{"name":"a"},{"name":"b"}]}}
            """u8,
            "",
            "");

        var expected = Scripts.Messages(Unmetered.Load(text), pod);

        Assert.NotEmpty(expected);
        Assert.Equal(expected, Scripts.Messages(Ungated.Load(text), pod));
    }
}
