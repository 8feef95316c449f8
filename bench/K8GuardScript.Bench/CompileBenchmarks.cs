using BenchmarkDotNet.Attributes;
using K8GuardScript.Compiler;

namespace K8GuardScript.Bench;

/// <summary>What one saved edit costs once the compiler is warm.</summary>
[MemoryDiagnoser]
public class CompileBenchmarks
{
    private ScriptSource source = null!;

    [GlobalSetup]
    public void Setup() => source = Shipped.Source("ingress-host.csx");

    [Benchmark]
    public int Compile_one_policy() => ScriptCompiler.Compile(source, CancellationToken.None).Script!.Pe.Length;
}
