using System.Text;
using K8GuardScript.Sdk.Loading;
using K8GuardScript.Sdk.Objects;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Compiler.Tests;

/// <summary>Short ways to compile, load and run scripts.</summary>
internal static class Scripts
{
    public const string Head = "Policy(\"p\", Severity.Low, \"t\");\n";

    public static CompilationResult Compile(string text, string folder = "/nowhere", string name = "p.csx") =>
        ScriptCompiler.Compile(new ScriptSource(name, text, folder), CancellationToken.None);

    public static PolicyDefinition Load(string text, string folder = "/nowhere")
    {
        var result = Compile(text, folder);
        Assert.DoesNotContain(result.Problems, problem => problem.IsError);
        return PolicyScriptRunner.Run(ScriptAssembly.Load(result.Script!).EntryPoint, new Dictionary<string, SettingInput>());
    }

    public static KubeObject Pod(string spec = "{}") => KubeObject.Parse(
        Encoding.UTF8.GetBytes($$"""{"apiVersion":"v1","kind":"Pod","metadata":{"name":"web"},"spec":{{spec}}}"""), "", "");

    public static string[] Messages(PolicyDefinition policy, KubeObject target) =>
        [.. policy.Judge(target, new UnknownImages()).Findings.Select(finding => finding.Message)];

    private sealed class UnknownImages : IClusterLookup
    {
        public long? ImageSize(string image) => null;
    }
}
