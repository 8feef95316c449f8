using System.Text;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Compiler.Tests.Metering;

/// <summary>
/// Scripts that would stall or kill the guard if nothing counted what they do. Each rule does harm to objects that have the label
/// `boom`, and judges the others properly, before and after, on the same thread.
/// </summary>
public sealed class HostileScriptTests
{
    private const string OneHash = "var l = new List<long>(); for (var i = 0L; i < 1000000; i++) l.Add(i << 32 | i); ";

    private const string LongTexts = "var s = new string('a', 900000) + 'b'; var t = new string('a', 900000) + 'c'; "
        + "var u = new string('a', 900000) + 'b'; var l = new List<string>(); var m = new List<string>(); "
        + "for (var i = 0; i < 1000000; i++) { l.Add(s); m.Add(u); } ";

    private const string Nearly =
        "var s = new string('a', 1000000); var part = new string('a', 250000) + 'b' + new string('a', 250000); ";

    private const string Many = "var s = new string('a', 1000000); var many = (new string('b', 900000) + 'a').ToCharArray(); ";

    private static readonly Sdk.Objects.KubeObject Boom = Sdk.Objects.KubeObject.Parse(
        Encoding.UTF8.GetBytes($$$"""
            {
              "apiVersion": "v1", "kind": "Pod",
              "metadata": {
                "name": "web",
                "labels": { "boom": "" },
                "annotations": { "long": "{{{new string('a', 900_000)}}}", "nearly": "{{{new string('a', 99_999)}}}b{{{new string('a', 99_999)}}}" }
              },
              "spec": { "containers": [{ "name": "a" }, { "name": "b" }] }
            }
            """),
        "",
        "");

    public static TheoryData<string, string> Endless => new()
    {
        { "while", "while (true) { }" },
        { "while without a block", "while (true) ;" },
        { "do", "do { } while (true);" },
        { "do without a block", "do ; while (true);" },
        { "for", "for (;;) { }" },
        { "for without a block", "for (var i = 0; ; i++) ;" },
        { "a condition that does all the work", "bool Yes() => true; while (Yes()) ;" },
        { "goto", "again: goto again;" },
        { "goto out of a block", "var i = 0; again: i++; if (i > 0) goto again;" },
        { "goto case", "switch (1) { case 1: goto case 1; }" },
        { "goto default", "switch (3) { default: goto default; }" },
        { "a long list, again and again", "var l = new List<int> { 1, 2, 3 }; while (l.Count > 0) foreach (var x in l) if (x > 5) break;" },
        { "nested loops", "for (var i = 0; i < 1000000; i++) for (var j = 0; j < 1000000; j++) for (var k = 0; k < 1000000; k++) ;" },
        { "nested operators", "for (;;) w.PodSpec.Containers.Any(c => w.PodSpec.Containers.All(d => true));" },
        { "a loop in an operator's lambda", "w.PodSpec.Containers.Any(c => { while (true) { } });" },
        { "loops that double", "int Twice(int n) => n == 0 ? 1 : Twice(n - 1) + Twice(n - 1); Twice(60);" },
        { "a lambda that is called for ever", "Func<int, int> f = x => x + 1; var i = 0; while (i >= 0) i = f(i) & 7;" },
        { "Array.Sort in a loop", "var a = new int[100000]; while (true) Array.Sort(a);" },
        { "a long list searched for ever", "var l = new List<int>(); for (var i = 0; i < 100000; i++) l.Add(i); while (true) l.Contains(-1);" },
        { "inserted at the front", "var l = new List<int>(); while (true) l.Insert(0, 1);" },
        { "removed at the front", "var l = new List<long>(new long[1000000]); while (true) { l.RemoveAt(0); l.Add(1); }" },
        { "reversed for ever", "var l = new List<long>(new long[1000000]); while (true) l.Reverse();" },
        { "compared for ever", "var s = new string('a', 1000000); var t = new string('a', 1000000); while (s == t) ;" },
        { "a search of long equal texts", "var s = new string('a', 900000) + 'b'; var t = new string('a', 900000) + 'c'; "
            + "var l = new List<string>(); for (var i = 0; i < 1000000; i++) l.Add(s); l.Contains(t);" },
        { "a sort of long equal texts", "var s = new string('a', 900000) + 'b'; var t = new string('a', 900000) + 'c'; "
            + "var l = new List<string>(); for (var i = 0; i < 200000; i++) { l.Add(s); l.Add(t); } l.Sort();" },
        { "a set of one long text", "var s = new string('a', 1000000); var l = new List<string>(); "
            + "for (var i = 0; i < 1000000; i++) l.Add(s); var h = new HashSet<string>(l);" },
        { "a function of the base library for each item", "var l = new List<int>(new int[3000000]); var m = new List<int>(l); "
            + "Action<int> f = x => m.Contains(1); l.ForEach(f);" },
        { "matches of a long text", "var s = new string('a', 200000); var n = 0; foreach (Match m in Regex.Matches(s, \".*b|a\")) n++;" },
        { "one search after the other", "var m = Regex.Match(new string('a', 1000000), \"a\"); while (true) { var n = m.NextMatch(); }" },
        { "patterns without end", "for (var i = 0; ; i++) new Regex(\"(a|b){1,50}\" + i);" },
        { "patterns in passing without end", "for (var i = 0; ; i++) Regex.IsMatch(\"x\", \"(a|b){1,50}\" + i);" },
        { "a set of numbers with one hash", OneHash + "l.ToHashSet();" },
        { "each number once, all with one hash", OneHash + "l.Distinct();" },
        { "what is in both, all with one hash", OneHash + "l.Intersect(l);" },
        { "what is in one only, all with one hash", OneHash + "l.Except(l);" },
        { "what is in either, all with one hash", OneHash + "l.Union(l);" },
        { "an operator's search of long equal texts", LongTexts + "l.ToFrozen().Contains(t);" },
        { "an operator's search of an array of long equal texts", LongTexts + "l.ToArray().Contains(t);" },
        { "the smallest of long equal texts", LongTexts + "l.Concat(m).Min();" },
        { "the order of long equal texts", LongTexts + "l.Concat(m).Order();" },
        { "the order by a key of long equal texts", LongTexts + "l.OrderBy(x => 1).ThenBy(x => x);" },
        { "the same long texts in another list", LongTexts + "l.SequenceEqual(m);" },
        { "a text that is none of long equal texts", LongTexts + "w.Metadata.Name.Is(l.ToArray()); w.Metadata.Annotations[\"long\"].Is(l.ToArray());" },
        { "a function of the base library on each", "var s = new string(' ', 1000000); var l = new List<string>(); "
            + "for (var i = 0; i < 1000000; i++) l.Add(s); l.Count(string.IsNullOrWhiteSpace);" },
        { "a function of the base library in a variable on each", "var s = new string(' ', 1000000); var l = new List<string>(); "
            + "for (var i = 0; i < 1000000; i++) l.Add(s); Func<string, bool> f = string.IsNullOrWhiteSpace; l.All(f);" },
        { "a long part that is nearly everywhere", Nearly + "s.IndexOf(part);" },
        { "a long part, upper or lower case", Nearly + "s.Contains(part, StringComparison.OrdinalIgnoreCase);" },
        { "a long part from the end", Nearly + "s.LastIndexOf(part);" },
        { "a long part to split at", Nearly + "s.Split(part);" },
        { "a long part among others to split at", Nearly + "s.Split(new[] { part, part }, StringSplitOptions.None);" },
        { "a long part to replace", Nearly + "s.Replace(part, \"\");" },
        { "a long part of a text of the object", Nearly + "w.Metadata.Annotations[\"long\"].Contains(part);" },
        { "a part that is a text of the object", Nearly + "s.Contains(w.Metadata.Annotations[\"nearly\"]);" },
        { "any of many characters", Many + "s.IndexOfAny(many);" },
        { "any of many characters to trim", Many + "s.Trim(many);" },
        { "any of many characters to split at", Many + "s.Split(many);" },
        { "a sort that can't agree", "var a = new int[1000000]; for (;;) Array.Sort(a, (x, y) => 1);" },
    };

    public static TheoryData<string, string> Recursive => new()
    {
        { "a local function", "int F(int n) => F(n + 1) + 1; F(0);" },
        { "a local function with a block", "int F(int n) { return F(n + 1) + 1; } F(0);" },
        { "two local functions", "int F(int n) => G(n) + 1; int G(int n) => F(n) + 1; F(0);" },
        { "a lambda", "Func<int, int> f = null; f = n => f(n + 1) + 1; f(0);" },
        { "a lambda in a list", "var l = new List<Func<int, int>>(); l.Add(n => l[0](n) + 1); l[0](0);" },
        { "a lambda in an array", "var a = new Func<int, int>[1]; a[0] = n => a[0](n) + 1; a[0](0);" },
        { "through an operator's lambda", "bool F() => w.PodSpec.Containers.Any(c => !F()); F();" },
        { "through a lambda's lambda", "Func<bool> f = null; f = () => w.PodSpec.Containers.Any(c => !f()); f();" },
        { "a method of the script", "Deep(0);" },
        { "a delegate without a lambda", "Func<int, int> f = Deep; f(0);" },
        { "a record that starts with another one", "new Again(1);" },
        { "a record's base that starts with another one", "new Upon(1);" },
        { "an anonymous method", "Func<int, int> f = null; f = delegate (int n) { return f(n) + 1; }; f(0);" },
    };

    public static TheoryData<string, string> Greedy => new()
    {
        { "a list of arrays", "var l = new List<byte[]>(); while (true) l.Add(new byte[100000]);" },
        { "garbage", "while (true) { var a = new byte[1000000]; }" },
        { "one array", "var a = new int[int.MaxValue / 2];" },
        { "one array of long size", "var n = 2000000000L; var a = new long[n];" },
        { "a list's capacity", "var l = new List<long>(500000000);" },
        { "a capacity by a short new", "List<long> l = new(500000000);" },
        { "EnsureCapacity", "var l = new List<long>(); l.EnsureCapacity(500000000);" },
        { "a set's capacity", "var l = new HashSet<string>(500000000);" },
        { "a map's capacity", "var l = new Dictionary<string, string>(500000000);" },
        { "Array.Resize", "var a = new int[1]; Array.Resize(ref a, 1000000000);" },
        { "a list that doubles", "var l = new List<int> { 1 }; while (true) l.AddRange(l.ToArray());" },
        { "an array that doubles", "var a = new[] { 1, 2 }; while (true) a = [.. a, .. a];" },
        { "a map that grows", "var d = new Dictionary<int, string>(); for (var i = 0; ; i++) d[i] = \"x\";" },
        { "a list that grows", "var l = new List<long>(); for (;;) l.Add(1);" },
        { "slices", "var a = new int[1000000]; var l = new List<int[]>(); while (true) l.Add(a[1..]);" },
        { "split", "var s = new string(',', 1000000); var l = new List<string[]>(); while (true) l.Add(s.Split(','));" },
        { "wide tuples of small items", "var l = new byte[8000000].Select(x => (1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L, 13L, 14L, 15L, 16L));" },
        { "wide tuples of pairs", "var l = new byte[8000000]; var m = l.Zip(l, (x, y) => (1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L, 13L, 14L));" },
        { "wide keys", "var l = new byte[8000000].OrderBy(x => (1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L, 13L, 14L));" },
        { "texts of the object", "var l = new List<string>(); while (true) l.Add(w.Metadata.Annotations[\"long\"].ToString());" },
        { "texts of the object as they are", "var l = new List<string>(); while (true) l.Add(w[\"metadata\"][\"annotations\"][\"long\"].ToString());" },
        { "lambdas that hold lambdas", "Func<int, int> f = x => x; for (var i = 0; i < 10000000; i++) { var g = f; f = x => g(x); } f(1);" },
    };

    public static TheoryData<string, string> Wordy => new()
    {
        { "a text that doubles", "var s = \"ab\"; while (true) s = s + s;" },
        { "a text that doubles with +=", "var s = \"ab\"; while (true) s += s;" },
        { "a text in a list that doubles", "var l = new List<string> { \"ab\" }; while (true) l[0] += l[0];" },
        { "a text that doubles in a chain", "var s = \"ab\"; while (true) s = \"<\" + s + s + s + s + \">\";" },
        { "a text and a number", "var s = \"ab\"; while (true) s = s + 1 + s + 'c';" },
        { "an interpolation that doubles", "var s = \"ab\"; while (true) s = $\"{s}{s}\";" },
        { "an interpolation's width", "var s = $\"{1,1000000000}\";" },
        { "an interpolation's negative width", "var s = $\"{w.Kind,-1000000000}\";" },
        { "new string", "var s = new string('x', 1000000000);" },
        { "a short new string", "string s = new('x', 1000000000);" },
        { "PadLeft", "var s = \"x\".PadLeft(1000000000);" },
        { "PadRight on what may be null", "string t = w.Kind; var s = t?.PadRight(1000000000, '-');" },
        { "line endings", "var s = new string('\\n', 100000).ReplaceLineEndings(new string('x', 100000));" },
        { "a pattern's replacement", "var s = Regex.Replace(new string('a', 100000), \"a\", new string('x', 100000));" },
        { "a pattern's group, many times", "var s = Regex.Replace(new string('a', 100000), \"a*\", \"$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0\");" },
        { "Replace", "var s = \"ab\"; while (true) s = s.Replace(\"b\", \"bbb\");" },
        { "Insert", "var s = \"ab\"; while (true) s = s.Insert(1, s);" },
        { "Join", "var s = \"ab\"; while (true) s = string.Join(s, s, s, s);" },
        { "Join of a list", "var l = new List<string>(); for (var i = 0; i < 1000; i++) l.Add(\"x\"); var s = string.Join(new string(',', 10000), l);" },
        { "Join of a list of the Sdk", "var l = new int[1000].ToFrozen(); var s = l.Join(new string(',', 10000));" },
        {
            "a list of lists of the Sdk as a text",
            "var l = new int[3000].ToFrozen(); var m = Frozen(l, l, l, l); var n = new int[1000].Select(x => m); var s = $\"{n}\";"
        },
        { "a path without end", "var f = w[\"x\"]; for (var i = 0; i < 300000; i++) f = f[\"a b\"]; var s = f.Path;" },
        { "Concat", "var s = \"ab\"; while (true) s = string.Concat(s, s);" },
        { "Concat under a shorter name", "var s = \"ab\"; while (true) s = String\n.Concat(s, s, \"x\");" },
    };

    public static TheoryData<string, string, string> Throwing => new()
    {
        { "null", "throw null;", "" },
        { "null reference", "string s = null; var n = s.Length;", "" },
        { "a missing key", "var d = new Dictionary<string, int>(); var n = d[\"x\"];", "x" },
        { "a bad cast", "IEnumerable<int> e = new List<int>(); var a = (int[])e;", "" },
        { "division by zero", "var z = 0; var n = 1 / z;", "" },
        { "overflow", "var m = int.MaxValue; var n = checked(m + 1);", "" },
        { "out of range", "var a = new int[1]; a[1] = 0;", "" },
        { "an exception of its own words", "throw new InvalidOperationException(\"own words\");", "own words" },
        { "what looks like no memory", "throw new OutOfMemoryException();", "too much memory" },
        { "what looks like no stack", "throw new InsufficientExecutionStackException();", "calls itself too deep" },
        { "a changed list", "var l = new List<int> { 1 }; foreach (var x in l) l.Add(x);", "" },
        { "a format", "var s = 1.ToString(\"D999999999\");", "format" },
        { "a format in a text", "var s = $\"{1:D999999999}\";", "format" },
        { "a long pattern", "new Regex(new string('a', 2000));", "pattern" },
        { "a pattern that is none", "new Regex(\"(\");", "(" },
        { "back-tracking", "Regex.IsMatch(new string('a', 50) + \"!\", \"^(a+)+\\\\1$\");", "100 ms" },
    };

    [Theory]
    [MemberData(nameof(Endless))]
    public void What_does_not_end_is_stopped(string what, string harm) =>
        AssertFault(what, harm, "FuelExhaustedException", "look for a loop", "it asked for too much memory");

    [Theory]
    [MemberData(nameof(Recursive))]
    public void What_calls_itself_without_end_is_stopped(string what, string harm) =>
        AssertFault(what, harm, "InsufficientExecutionStackException", "it calls itself too deep");

    [Theory]
    [MemberData(nameof(Greedy))]
    public void What_asks_for_too_much_memory_is_stopped(string what, string harm) =>
        AssertFault(what, harm, "", "it asked for too much memory", "it calls itself too deep", "it ran for too long");

    [Theory]
    [MemberData(nameof(Wordy))]
    public void What_builds_endless_texts_is_stopped(string what, string harm) =>
        AssertFault(what, harm, "FuelExhaustedException", "it builds a text of more than 1,048,576 characters", "it asked for too much memory");

    [Theory]
    [MemberData(nameof(Throwing))]
    public void What_throws_is_a_fault(string what, string harm, string words) => AssertFault(what, harm, "", words);

    private static void AssertFault(string what, string harm, string type, params string[] words)
    {
        var policy = Ungated.Load(Scripts.Head + $$"""
            record Again(int A) { public int B { get; } = new Again(A).A; } record Under(int A); record Upon(int C) : Under(new Upon(C).A);
            int Deep(int n) { return Deep(n + 1) + 1; }
            EachWorkload((w, found) =>
            {
                if (!w.Metadata.Labels.Has("boom")) { found.Violation(w, "judged"); return; }
                {{harm}}
            });
            """);
        Assert.Equal(["judged"], Scripts.Messages(policy, Scripts.Pod()));
        var before = GC.GetAllocatedBytesForCurrentThread();

        var fault = Assert.Throws<RuleFaultException>(() => Scripts.Messages(policy, Boom));

        Assert.True(type.Length == 0 || fault.TypeName == type, $"{what}: {fault.TypeName}: {fault.Message}");
        Assert.Contains(words, word => fault.Detail.Contains(word, StringComparison.Ordinal));
        Assert.True(fault.Line is >= 2 and <= 8, $"{what}: line {fault.Line}");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 256L * 1024 * 1024);
        Assert.Equal(["judged"], Scripts.Messages(policy, Scripts.Pod()));
    }
}
