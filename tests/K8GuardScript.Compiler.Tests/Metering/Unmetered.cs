using System.Text;
using K8GuardScript.Sdk.Loading;
using K8GuardScript.Sdk.Registration;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace K8GuardScript.Compiler.Tests.Metering;

/// <summary>Compiles a script as it was written: what the rewritten one must not differ from.</summary>
internal static class Unmetered
{
    public static PolicyDefinition Load(string text)
    {
        var tree = CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(kind: SourceCodeKind.Script), "p.csx", Encoding.UTF8);
        var compilation = CSharpCompilation.CreateScriptCompilation(
            "unmetered",
            tree,
            ScriptReferences.All,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary, usings: ScriptReferences.Usings, optimizationLevel: OptimizationLevel.Release));
        using var pe = new MemoryStream();
        var emitted = compilation.Emit(pe, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.Embedded));
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics));
        var entry = compilation.GetEntryPoint(default)!;
        var script = new CompiledScript("p.csx", pe.ToArray(), entry.ContainingType.MetadataName, entry.MetadataName);
        return PolicyScriptRunner.Run(ScriptAssembly.Load(script).EntryPoint, new Dictionary<string, SettingInput>());
    }
}
