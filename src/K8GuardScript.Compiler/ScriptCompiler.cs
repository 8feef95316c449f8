using System.Text;
using K8GuardScript.Compiler.Gates;
using K8GuardScript.Compiler.Gates.Il;
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
        var loads = new LoadResolver(source.Folder);
        if (ScriptLimits.Check(source.Name, source.Text) is { } refused)
            return new CompilationResult(null, [refused], ScriptHash.Of(source, loads.Files), []);

        var text = SourceText.From(source.Text, Encoding.UTF8, SourceHashAlgorithm.Sha256);
        var tree = CSharpSyntaxTree.ParseText(text, ParseOptions, source.Name, cancel);
        var compilation = CSharpCompilation.CreateScriptCompilation(
            IlTables.NamePrefix + Path.GetFileNameWithoutExtension(source.Name), tree, ScriptReferences.All, Options(loads));

        // in this order: what the syntax gate refuses may be a bomb for the binder
        var refusals = ScriptGate.CheckSyntax(compilation, source.Name);
        var diagnostics = refusals.Count > 0 ? compilation.GetParseDiagnostics(cancel) : compilation.GetDiagnostics(cancel);
        if (refusals.Count == 0) refusals = ScriptGate.Check(compilation, source.Name);

        CompiledScript? script = null;
        if (refusals.Count == 0 && !diagnostics.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error))
        {
            (script, var emitted) = Emit(compilation, source.Name, cancel);
            diagnostics = diagnostics.AddRange(emitted);
            if (script is not null) refusals = EmittedProblems(script);
        }

        return new CompilationResult(
            refusals.Count > 0 ? null : script,
            ProblemList.From(diagnostics, refusals, source.Name, loads),
            ScriptHash.Of(source, loads.Files),
            [.. loads.Files.Keys.Order(StringComparer.Ordinal)]);
    }

    // a script that gets so far uses something that the gates for sources do not know yet
    private static List<ScriptProblem> EmittedProblems(CompiledScript script) =>
        [.. IlGate.Check(script).Select(what => new ScriptProblem(script.Name, 1, 1, "K8G901", $"what was compiled is refused: {what}", true))];

    private static CSharpCompilationOptions Options(LoadResolver loads) => new(
        OutputKind.DynamicallyLinkedLibrary,
        usings: ScriptReferences.Usings,
        optimizationLevel: OptimizationLevel.Release,
        allowUnsafe: false,
        deterministic: true,
        concurrentBuild: false,
        specificDiagnosticOptions: Silent,
        sourceReferenceResolver: loads,
        metadataReferenceResolver: new NoReferenceResolver());

    private static (CompiledScript? Script, IReadOnlyList<Diagnostic> Diagnostics) Emit(
        CSharpCompilation compilation, string name, CancellationToken cancel)
    {
        using var pe = new MemoryStream();
        var emitted = compilation.Emit(
            pe,
            options: new EmitOptions(debugInformationFormat: DebugInformationFormat.Embedded),
            cancellationToken: cancel);
        if (!emitted.Success) return (null, emitted.Diagnostics);

        var entry = compilation.GetEntryPoint(cancel)!;
        return (new CompiledScript(name, pe.ToArray(), entry.ContainingType.MetadataName, entry.MetadataName), emitted.Diagnostics);
    }
}
