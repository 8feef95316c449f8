using K8GuardScript.Sdk.Loading;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Compiler.Tests.Metering;

/// <summary>Compiles a script as the product does, but for the gates: the meter has to hold alone, whatever the gates let through.</summary>
internal static class Ungated
{
    public static (CompiledScript? Script, IReadOnlyList<ScriptProblem> Problems) Compile(string text) => DeepStack.Run(() =>
    {
        var source = new ScriptSource("p.csx", text, "/nowhere");
        var loads = new LoadResolver(source);
        var compilation = ScriptCompiler.Prepare(source, loads, CancellationToken.None);
        var written = ProblemList.From(compilation.GetDiagnostics(), [], compilation, source.Name, loads);
        return written.Any(problem => problem.IsError)
            ? (null, written)
            : ScriptCompiler.EmitMetered(compilation, source.Name, loads, CancellationToken.None);
    });

    public static PolicyDefinition Load(string text)
    {
        var (script, problems) = Compile(text);
        Assert.DoesNotContain(problems, problem => problem.IsError);
        return PolicyScriptRunner.Run(ScriptAssembly.Load(script!).EntryPoint, new Dictionary<string, SettingInput>());
    }
}
