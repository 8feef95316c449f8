using BenchmarkDotNet.Running;
using K8GuardScript.Bench;

BenchmarkSwitcher.FromTypes([typeof(CompileBenchmarks), typeof(JudgeBenchmarks)]).Run(args);
