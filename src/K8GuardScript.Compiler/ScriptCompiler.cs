using System.Collections.Immutable;
using System.Text;
using K8GuardScript.Compiler.Gates;
using K8GuardScript.Compiler.Gates.Il;
using K8GuardScript.Compiler.Lint;
using K8GuardScript.Compiler.Metering;
using K8GuardScript.Sdk.Loading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace K8GuardScript.Compiler;

/// <summary>Compiles policy scripts, in this process. May be used from several threads at once.</summary>
internal static class ScriptCompiler
{
    private static readonly CSharpParseOptions ParseOptions =
        new(LanguageVersion.Latest, DocumentationMode.None, SourceCodeKind.Script);

    // scripts are compiled without nullable analysis, yet `string?` does no harm
    private static readonly Dictionary<string, ReportDiagnostic> Silent = new() { ["CS8632"] = ReportDiagnostic.Suppress };

    /// <summary>Compiles one script with what it loads.</summary>
    /// <exception cref="OperationCanceledException">cancelled; noticed late inside deep expressions</exception>
    public static CompilationResult Compile(ScriptSource source, CancellationToken cancel) => DeepStack.Run(() => CompileHere(source, cancel));

    private static CompilationResult CompileHere(ScriptSource source, CancellationToken cancel)
    {
        var loads = new LoadResolver(source);
        if (ScriptLimits.Check(source.Name, source.Text) is { } excess)
            return new CompilationResult(null, [excess], ScriptHash.Of(source.Name, source.Text, loads.Texts), []);

        var compilation = Prepare(source, loads, cancel);

        // in this order: what the syntax gate refuses may be a bomb for the binder
        var refusals = ScriptGate.CheckSyntax(compilation, source.Name);
        var diagnostics = refusals.Count > 0 ? compilation.GetParseDiagnostics(cancel) : compilation.GetDiagnostics(cancel);
        // what the parts of a broken text mean is guesswork
        var isBroken = compilation.GetParseDiagnostics(cancel).Any(IsError);
        if (isBroken) refusals = [];
        else if (refusals.Count == 0 && IsEmpty(compilation)) refusals = [Empty(source.Name)];
        if (refusals.Count == 0 && !isBroken)
            refusals = ScriptGate.Check(compilation, source.Name, [.. diagnostics.Where(IsError).Select(error => error.Location)]);

        var problems = ProblemList.From(diagnostics, refusals, compilation, source.Name, loads);
        CompiledScript? script = null;
        if (!problems.Any(problem => problem.IsError))
        {
            (script, var late) = EmitMetered(compilation, source.Name, loads, cancel);
            script = script is null ? null : script with { ReadsStatus = StatusReading.IsIn(new LintTarget(compilation, source.Name)) };
            if (script is not null && EmittedProblems(script) is [_, ..] refused) (script, late) = (null, refused);
            problems = [.. problems, .. late];
        }

        return new CompilationResult(
            script,
            problems,
            ScriptHash.Of(source.Name, source.Text, loads.Texts),
            [.. loads.Files.Keys.Order(StringComparer.Ordinal)]);
    }

    /// <summary>Parses a script that is within <see cref="ScriptLimits"/>, with what it loads; nothing is bound yet.</summary>
    public static CSharpCompilation Prepare(ScriptSource source, LoadResolver loads, CancellationToken cancel)
    {
        var text = SourceText.From(source.Text, Encoding.UTF8, SourceHashAlgorithm.Sha256);
        var tree = CSharpSyntaxTree.ParseText(text, ParseOptions, source.Name, cancel);
        return CSharpCompilation.CreateScriptCompilation(
            IlTables.NamePrefix + Path.GetFileNameWithoutExtension(source.Name),
            tree,
            ScriptReferences.All,
            Options(loads, ScriptReferences.Usings));
    }

    /// <summary>Rewrites a script so that it counts what it does, and emits it. What it may do at all is for the gates to say, before and after.</summary>
    /// <param name="written">the script without errors: from here on its text is not its author's any more</param>
    /// <param name="name">its name</param>
    /// <param name="loads">what it loads</param>
    /// <param name="cancel">stops it</param>
    public static (CompiledScript? Script, IReadOnlyList<ScriptProblem> Problems) EmitMetered(
        CSharpCompilation written, string name, LoadResolver loads, CancellationToken cancel)
    {
        var (texts, problems) = ScriptMeter.Rewrite(written, cancel);
        if (problems.Count > 0) return (null, problems);

        var tree = CSharpSyntaxTree.ParseText(texts[name], ParseOptions, name, cancel);
        var compilation = CSharpCompilation.CreateScriptCompilation(
            written.AssemblyName!, tree, ScriptReferences.All, Options(new MeteredLoads(loads, texts), ScriptReferences.MeteredUsings));
        using var pe = new MemoryStream();
        var emitted = compilation.Emit(
            pe,
            options: new EmitOptions(debugInformationFormat: DebugInformationFormat.Embedded),
            cancellationToken: cancel);
        if (!emitted.Success) return (null, ProblemList.FromMetered(emitted.Diagnostics, name));

        var entry = compilation.GetEntryPoint(cancel)!;
        return (new CompiledScript(name, pe.ToArray(), entry.ContainingType.MetadataName, entry.MetadataName), []);
    }

    private static bool IsEmpty(CSharpCompilation compilation) =>
        compilation.SyntaxTrees.All(tree => tree.GetCompilationUnitRoot() is { Members.Count: 0, ContainsDiagnostics: false } root
            && root.GetLoadDirectives().Count == 0);

    // the compiler would make nothing of it, and not say why
    private static ScriptProblem Empty(string script) =>
        new(script, 1, 1, "K8G008", "the file is empty", true, "begin with `Policy(\"id\", Severity.Medium, \"what holds where nothing is wrong\");`");

    private static bool IsError(Diagnostic diagnostic) => diagnostic.Severity == DiagnosticSeverity.Error;

    // a script that gets so far uses something that the gates for sources do not know yet
    private static List<ScriptProblem> EmittedProblems(CompiledScript script) =>
        [.. IlGate.Check(script).Select(what => new ScriptProblem(script.Name, 1, 1, "K8G901", $"what was compiled is refused: {what}", true))];

    private static CSharpCompilationOptions Options(SourceReferenceResolver loads, ImmutableArray<string> usings) => new(
        OutputKind.DynamicallyLinkedLibrary,
        usings: usings,
        optimizationLevel: OptimizationLevel.Release,
        allowUnsafe: false,
        deterministic: true,
        concurrentBuild: false,
        specificDiagnosticOptions: Silent,
        sourceReferenceResolver: loads,
        metadataReferenceResolver: new NoReferenceResolver());
}
