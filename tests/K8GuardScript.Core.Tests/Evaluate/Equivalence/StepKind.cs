namespace K8GuardScript.Core.Tests.Evaluate.Equivalence;

/// <summary>What may happen to a cluster, and to the guard that watches it.</summary>
internal enum StepKind
{
    Put,
    SetStatus,
    Delete,
    Recreate,
    Redeliver,
    Interrupt,
    Refuse,
    List,
    Pass,
    JumpAhead,
    Judge,
    JudgeAcross,
    ReplacePolicy,
    RemovePolicy,
}
