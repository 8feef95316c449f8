namespace K8GuardScript.Core.Exemptions;

/// <summary>How far an exemption has come.</summary>
internal enum ExemptionState
{
    /// <summary>It holds.</summary>
    Active,

    /// <summary>It holds, and ends within a week.</summary>
    Ending,

    /// <summary>It does not hold any more.</summary>
    Ended,
}

/// <summary>Words for the states.</summary>
internal static class ExemptionStates
{
    public static readonly TimeSpan Week = TimeSpan.FromDays(7);

    public static string Word(this ExemptionState state) => state switch
    {
        ExemptionState.Active => "active",
        ExemptionState.Ending => "ending",
        _ => "ended",
    };

    /// <param name="expires">the first instant at which it does not hold any more</param>
    /// <param name="now">of <see cref="ExemptionBook.EndsBefore"/></param>
    public static ExemptionState Of(DateTimeOffset expires, DateTimeOffset now)
    {
        if (expires <= now) return ExemptionState.Ended;
        return expires - now <= Week ? ExemptionState.Ending : ExemptionState.Active;
    }
}
