namespace K8GuardScript.EndToEnd.Tests.Hostile;

/// <summary>What must become of a hostile script.</summary>
internal enum HostileFate
{
    /// <summary>It is not put in force, and the error names a line and a column.</summary>
    Refused,

    /// <summary>It is put in force, and each of its runs is stopped and counted as a fault.</summary>
    Fault,

    /// <summary>Refused, stopped, or done without harm: whichever, it is over soon and nobody else notices.</summary>
    Any,
}
