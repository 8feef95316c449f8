namespace K8GuardScript.Core.Guard.Clocks;

/// <summary>What can keep the time from being trusted.</summary>
internal enum ClockTrouble
{
    None,

    /// <summary>The server has not told its time since the start.</summary>
    Unheard,

    /// <summary>The machine slept, or somebody set its clock, and the server has not told its time since.</summary>
    Jumped,

    /// <summary>The machine's clock and the server's are too far apart.</summary>
    Apart,

    /// <summary>Both agree, and the ledger was written later than that.</summary>
    LedgerAhead,
}
