using System.Text;
using K8GuardScript.Compiler.Gates.Il;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace K8GuardScript.Compiler.Tests.Gates;

/// <summary>The gate for emitted assemblies, on what the other gates would never let through.</summary>
public sealed class IlGateTests
{
    private const int Flips = 2_000;

    [Theory]
    [InlineData("var x = System.IO.File.ReadAllText(\"x\");", "System.IO.File")]
    [InlineData("var x = Environment.GetEnvironmentVariable(\"HOME\");", "System.Environment")]
    [InlineData("var x = \"x\".GetType().Assembly;", "System.Object.GetType()")]
    [InlineData("var x = DateTime.Now;", "System.DateTime.get_Now()")]
    [InlineData("var x = Guid.NewGuid();", "System.Guid")]
    [InlineData("T Make<T>() where T : new() => new T();", "Activator")]
    [InlineData("T Same<T>(T x) => x;", "is generic")]
    [InlineData("object x = 1;", "boxes a value")]
    [InlineData("var x = string.Format(\"{0}\", \"a\");", "System.String.Format(String,Object)")]
    [InlineData("var x = new List<int>(5); x.Capacity = 7;", "Capacity")]
    [InlineData("class C { ~C() { } }", "finalizer")]
    [InlineData("static int x = 0;", "static field")]
    [InlineData("class C { static C() { while (true) { } } }", "static constructor")]
    [InlineData("record R(int A) : System.IFormattable { public string ToString(string a, IFormatProvider b) => \"\"; }", "interface")]
    [InlineData("class E : Exception { public override string Message { get { while (true) { } } } }", "base type")]
    [InlineData("void F() { } try { F(); } catch { F(); }", "`Catch` block")]
    [InlineData("void F() { try { F(); } catch { } }", "`Catch` block")]
    [InlineData("void F() { try { F(); } finally { for (var i = 0; i < 5; i++) F(); for (var i = 0; i < 5; i++) F(); F(); F(); } }", "`Finally` block")]
    [InlineData("void F() { try { F(); } catch when (F2()) { } } bool F2() => true;", "`Filter` block")]
    [InlineData("void F() { Span<int> x = stackalloc int[100]; x[0] = 1; }", "pointer|Localloc")]
    [InlineData("unsafe void F() { int x = 0; int* p = &x; *p = 1; }", "pointer|security")]
    [InlineData("[System.Runtime.CompilerServices.ModuleInitializer] internal static void F() { }", "attribute")]
    [InlineData("[System.Runtime.CompilerServices.SkipLocalsInit] unsafe void F() { int x; int* p = &x; }", "SkipLocalsInit")]
    [InlineData("void F() { int x = 1; var r = __makeref(x); int y = __refvalue(r, int); }", "Mkrefany")]
    [InlineData("void F(__arglist) { }", "calling convention")]
    [InlineData("var x = new int[5, 5];", "several dimensions")]
    [InlineData("struct S { public (long, long, long, long, long, long, long, long) A, B, C, D, E, F, G, H, I; } var x = new S();", "the struct `Script/S`")]
    [InlineData("var x = ((1L, 2L, 3L, 4L, 5L, 6L, 7L), (1L, 2L, 3L, 4L, 5L, 6L, 7L)); var y = (x, x, x, x, x, x, x);", "words")]
    [InlineData("event Action Changed;", "an event")]
    [InlineData("K8GuardScript.Sdk.Metering.Fuel.Tick();", "")]
    [InlineData("System.Threading.Tasks.Task.Run(() => { });", "Task.Run")]
    [InlineData("async System.Threading.Tasks.Task F() { await System.Threading.Tasks.Task.Yield(); }", "AsyncTaskMethodBuilder")]
    [InlineData("IEnumerable<int> F() { yield return 1; }", "Environment|interface")]
    public void An_assembly_is_judged_by_what_it_holds(string source, string expected)
    {
        var problems = IlGate.Check(Emit(source));

        if (expected.Length == 0) Assert.Empty(problems);
        else Assert.Contains(problems, problem => expected.Split('|').Any(word => problem.Contains(word, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("var s = \"a\"; var t = s + s;", "System.String.Concat(String,String)")]
    [InlineData("var t = string.Join(\",\", new[] { \"a\" });", "System.String.Join(")]
    [InlineData("var t = \"a\".Replace(\"a\", \"b\");", "System.String.Replace(")]
    [InlineData("var t = new string('a', 3);", "System.String..ctor(")]
    [InlineData("var n = 1; var t = $\"{n}{n}\";", "DefaultInterpolatedStringHandler")]
    [InlineData("var r = new Regex(\"a\");", "Regex..ctor(")]
    [InlineData("var r = Regex.IsMatch(\"a\", \"a\");", "Regex.IsMatch(")]
    [InlineData("Match m = null; var n = m.NextMatch();", "Match.NextMatch(")]
    [InlineData("new List<int>().Sort();", "List.Sort(")]
    [InlineData("var b = new List<int>().Contains(1);", ".Contains(")]
    [InlineData("var b = new Dictionary<int, int>().ContainsValue(1);", ".ContainsValue(")]
    [InlineData("Array.Sort(new[] { 1 });", "System.Array.Sort(")]
    [InlineData("ICollection<int> c = null; var b = c.Contains(1);", ".Contains(")]
    public void What_the_meter_replaces_is_refused_as_it_was(string source, string expected)
    {
        Assert.Contains(IlGate.Check(Emit(source)), problem => problem.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void The_Sdks_inside_is_closed_to_every_other_name()
    {
        var problem = Assert.Single(IlGate.Check(Emit("var x = 1;", "K8GuardScript.Core")));

        Assert.Contains("policy-", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void The_entry_point_must_be_there()
    {
        var script = Scripts.Compile(Scripts.Head).Script!;

        Assert.Empty(IlGate.Check(script));
        Assert.NotEmpty(IlGate.Check(script with { EntryType = "Other" }));
        Assert.NotEmpty(IlGate.Check(script with { EntryMethod = "Other" }));
    }

    [Fact]
    public void A_program_is_refused() => Assert.NotEmpty(IlGate.Check(File.ReadAllBytes(typeof(IlGateTests).Assembly.Location)));

    [Fact]
    public void What_is_no_assembly_is_refused()
    {
        Assert.NotEmpty(IlGate.Check([]));
        Assert.NotEmpty(IlGate.Check([1, 2, 3]));
        Assert.NotEmpty(IlGate.Check(new byte[5_000]));
        Assert.NotEmpty(IlGate.Check(new byte[IlGate.MaxBytes + 1]));
        Assert.NotEmpty(IlGate.Check(Scripts.Compile(Scripts.Head).Script!.Pe[..2_000]));
    }

    [Fact]
    public void A_hand_made_assembly_passes_if_it_does_nothing() => Assert.Empty(IlGate.Check(HandMadeAssembly.With([0x2A], signature: [0, 0, 1])));

    [Theory]
    [InlineData(new byte[] { 0x29, 1, 0, 0, 0x11, 0x2A }, "Calli")]
    [InlineData(new byte[] { 0x27, 1, 0, 0, 6 }, "Jmp")]
    [InlineData(new byte[] { 0x16, 0xFE, 0x0F, 0x26, 0x2A }, "Localloc")]
    [InlineData(new byte[] { 0xFE, 0x17, 0x2A }, "Cpblk")]
    [InlineData(new byte[] { 0xFE, 0x18, 0x2A }, "Initblk")]
    [InlineData(new byte[] { 0xFE, 0x13, 0x2A }, "Volatile")]
    [InlineData(new byte[] { 0xFE, 0xFF }, "not known")]
    [InlineData(new byte[] { 0x24 }, "not known")]
    [InlineData(new byte[] { 0x45, 0xFF, 0xFF, 0xFF, 0xFF }, "no assembly that can be read")]
    [InlineData(new byte[] { 0x20, 1 }, "no assembly that can be read")]
    public void Instructions_that_no_script_has_are_refused(byte[] code, string expected)
    {
        Assert.Contains(IlGate.Check(HandMadeAssembly.With(code, [0, 0, 1])), problem => problem.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void A_signature_without_end_does_not_take_the_stack()
    {
        byte[] signature = [0, 0, .. Enumerable.Repeat((byte)0x1D, 200_000), 8];

        Assert.Contains("too deep", Assert.Single(IlGate.Check(HandMadeAssembly.With([0x2A], signature))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_native_function_is_refused()
    {
        var problems = IlGate.Check(HandMadeAssembly.With([0x2A], [0, 0, 1], native: true));

        Assert.Contains("it has a native library", problems);
        Assert.Contains("it has a native function", problems);
    }

    [Fact]
    public void Flipped_bytes_are_never_more_than_a_refusal()
    {
        var good = Scripts.Compile(Scripts.Head + """
            var allowed = Setting("allowed", ["a"], "");
            EachContainer((c, found) => { foreach (var x in allowed) if (c.Image.StartsWith(x)) found.Violation(c, $"{x} {c.Name}"); });
            """).Script!.Pe;
        var random = new Random(20_260_101);

        var refused = 0;
        for (var i = 0; i < Flips; i++)
        {
            var bytes = (byte[])good.Clone();
            for (var flips = random.Next(1, 4); flips > 0; flips--) bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            if (IlGate.Check(bytes).Count > 0) refused++;
        }

        Assert.InRange(refused, Flips / 100, Flips);
    }

    private static byte[] Emit(string source, string name = "policy-x")
    {
        var tree = CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(kind: SourceCodeKind.Script), "x.csx", Encoding.UTF8);
        var compilation = CSharpCompilation.CreateScriptCompilation(
            name,
            tree,
            ScriptReferences.All,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                usings: ScriptReferences.Usings,
                optimizationLevel: OptimizationLevel.Release,
                allowUnsafe: source.Contains("unsafe", StringComparison.Ordinal)));
        using var pe = new MemoryStream();
        var emitted = compilation.Emit(pe);
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics));
        return pe.ToArray();
    }
}
