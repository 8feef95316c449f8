using System.CommandLine;
using K8GuardScript.Verbs;

var k8guard = new RootCommand("The guardian of a Kubernetes cluster whose rules are C# scripts.")
{
    BenchVerb.Create(),
    CompileVerb.Create(),
    DemoVerb.Create(),
    ExplainVerb.Create(),
    InitVerb.Create(),
    LedgerVerb.Create(),
    NewVerb.Create(),
    PauseVerb.Create(),
    ResumeVerb.Create(),
    RunVerb.Create(),
    ScanVerb.Create(),
    SnoozeVerb.Create(),
    TestVerb.Create(),
    UndoVerb.Create(),
    CheckVerb.Create(),
    SimulatorVerb.Create(),
};
return await CommandLine.InvokeAsync(k8guard, args);
