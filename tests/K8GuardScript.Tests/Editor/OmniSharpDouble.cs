using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.CodeAnalysis.Scripting.Hosting;

namespace K8GuardScript.Tests.Editor;

/// <summary>
/// Compiles a script as OmniSharp 1.39 does for a folder without a project (ScriptContextProvider, ScriptProjectProvider,
/// DefaultMetadataReferenceHelper): its host object, its default references, the response file on top of them.
/// </summary>
internal static class OmniSharpDouble
{
    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest, DocumentationMode.Parse, SourceCodeKind.Script);

    /// <summary>Errors and warnings of a script that lies in a folder.</summary>
    public static IReadOnlyList<Diagnostic> Check(string folder, string responseFile, string script)
    {
        var compilation = Compile(folder, responseFile, script);
        return [.. compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)];
    }

    public static CSharpCompilation Compile(string folder, string responseFile, string script)
    {
        var sdkDirectory = Path.GetDirectoryName(typeof(object).Assembly.Location);
        var arguments = CSharpCommandLineParser.Script.Parse([$"@{Path.Combine(folder, responseFile)}"], folder, sdkDirectory);
        Assert.Empty(arguments.Errors);

        var resolver = ScriptMetadataResolver.Default.WithBaseDirectory(folder).WithSearchPaths(arguments.ReferencePaths);
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, usings: arguments.CompilationOptions.Usings)
            .WithAllowUnsafe(true)
            .WithMetadataReferenceResolver(resolver)
            .WithSourceReferenceResolver(ScriptSourceResolver.Default)
            .WithAssemblyIdentityComparer(DesktopAssemblyIdentityComparer.Default)
            .WithSpecificDiagnosticOptions(((string[])["CS1701", "CS1702", "CS1705"]).ToImmutableDictionary(id => id, _ => ReportDiagnostic.Suppress));
        SetInternals(options);

        var named = arguments.ResolveMetadataReferences(resolver).ToList();
        Assert.DoesNotContain(named, reference => reference is UnresolvedMetadataReference);
        return CSharpCompilation.CreateScriptCompilation(
            "script.csx.dll",
            CSharpSyntaxTree.ParseText(script, ParseOptions, Path.Combine(folder, "script.csx"), cancellationToken: CancellationToken.None),
            [.. named, .. DefaultReferences()],
            options,
            globalsType: typeof(CommandLineScriptGlobals));
    }

    private static IEnumerable<MetadataReference> DefaultReferences()
    {
        Assembly[] known =
        [
            typeof(object).Assembly,
            typeof(Enumerable).Assembly,
            typeof(Stack<>).Assembly,
            Assembly.Load("System.Runtime"),
            Assembly.Load("mscorlib"),
            typeof(CommandLineScriptGlobals).Assembly,
            typeof(CSharpCompilation).Assembly,
            typeof(Compilation).Assembly,
        ];
        return known.Select(assembly => assembly.Location).Distinct().Select(path => MetadataReference.CreateFromFile(path));
    }

    private static void SetInternals(CSharpCompilationOptions options)
    {
        const BindingFlags Hidden = BindingFlags.Instance | BindingFlags.NonPublic;
        var flags = typeof(CSharpCompilationOptions).GetProperty("TopLevelBinderFlags", Hidden);
        var ignore = typeof(CSharpCompilationOptions).Assembly.GetType("Microsoft.CodeAnalysis.CSharp.BinderFlags")
            ?.GetField("IgnoreCorLibraryDuplicatedTypes", BindingFlags.Static | BindingFlags.Public)?.GetValue(null);
        Assert.NotNull(ignore);
        flags!.SetValue(options, ignore);

        // not every version of the compiler has it any more: script compilations supersede lower versions anyway
        typeof(CompilationOptions).GetProperty("ReferencesSupersedeLowerVersions_internal_protected_set", Hidden)?.SetValue(options, true);
    }
}
