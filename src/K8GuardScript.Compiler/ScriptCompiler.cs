using System.Collections.Immutable;
using System.Text;
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
    public static CompilationResult Compile(ScriptSource source, CancellationToken cancel)
    {
        var loads = new LoadResolver(source);
        if (ScriptLimits.Check(source.Name, source.Text) is { } refused)
            return new CompilationResult(null, [refused], ScriptHash.Of(source.Name, source.Text, loads.Texts), []);

        var compilation = Prepare(source, loads, cancel);
        var diagnostics = compilation.GetDiagnostics(cancel);
        var problems = ProblemList.From(diagnostics, compilation, source.Name, loads);
        CompiledScript? script = null;
        if (!problems.Any(problem => problem.IsError))
        {
            (script, var refusals) = EmitMetered(compilation, source.Name, loads, cancel);
            problems = [.. problems, .. refusals];
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
            "policy-" + Path.GetFileNameWithoutExtension(source.Name), tree, ScriptReferences.All, Options(loads, ScriptReferences.Usings));
    }

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

    // what the script does wrong was said above; from here on its text is not its author's any more
    private static (CompiledScript? Script, IReadOnlyList<ScriptProblem> Problems) EmitMetered(
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
}
