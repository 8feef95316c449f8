using BenchmarkDotNet.Attributes;
using K8GuardScript.Compiler;
using K8GuardScript.Core.Evaluate;
using K8GuardScript.Sdk.Loading;
using K8GuardScript.Sdk.Objects;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Bench;

/// <summary>
/// What a rule costs as a script, rewritten and in a load context of its own, beside the same C# compiled into this program. Both run
/// as the worker runs rules: one evaluation for each object.
/// </summary>
[MinColumn]
public class RuleBenchmarks
{
    private const int Objects = 512;

    private readonly ImageSizes images = new();
    private KubeObject[] objects = [];
    private PolicyDefinition host = null!;
    private PolicyDefinition script = null!;

    [ParamsAllValues]
    public RuleStyle Rule { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        objects = [.. Enumerable.Range(0, Objects).Select(SomeDeployments.Number)];
        host = PolicyScriptRunner.Run(HostRules.Of(Rule), new Dictionary<string, SettingInput>());
        script = Load();
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Objects)]
    public int In_the_host() => JudgeAll(host);

    [Benchmark(OperationsPerInvoke = Objects)]
    public int As_a_script() => JudgeAll(script);

    private int JudgeAll(PolicyDefinition policy)
    {
        var findings = 0;
        foreach (var target in objects) findings += policy.Judge(target, images).Findings.Count;
        return findings;
    }

    private PolicyDefinition Load()
    {
        var compiled = ScriptCompiler.Compile(new ScriptSource("rule.csx", HostRules.TextOf(Rule), "/nowhere"), CancellationToken.None);
        return PolicyScriptRunner.Run(ScriptAssembly.Load(compiled.Script!).EntryPoint, new Dictionary<string, SettingInput>());
    }
}
