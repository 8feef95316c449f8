using System.CommandLine;
using K8GuardScript.Verbs;

var k8guard = new RootCommand("The guardian of a Kubernetes cluster whose rules are C# scripts.")
{
    BenchVerb.Create(),
    CompileVerb.Create(),
    DemoVerb.Create(),
    InitVerb.Create(),
    LedgerVerb.Create(),
    NewVerb.Create(),
    RunVerb.Create(),
    ScanVerb.Create(),
    TestVerb.Create(),
    CheckVerb.Create(),
    SimulatorVerb.Create(),
};
return await CommandLine.InvokeAsync(k8guard, args);
