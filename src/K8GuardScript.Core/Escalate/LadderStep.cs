namespace K8GuardScript.Core.Escalate;

/// <summary>What an episode is owed now. Exactly one of the nested kinds.</summary>
internal abstract record LadderStep
{
    private LadderStep()
    {
    }

    /// <summary>Nothing before this instant.</summary>
    internal sealed record Wait(DateTimeOffset Until, string For) : LadderStep;

    /// <summary>Nothing until something else changes; the reason is shown to people.</summary>
    internal sealed record Hold(string Why) : LadderStep;

    /// <summary>Tell the owner.</summary>
    /// <param name="Ordinal">1 for the first warning</param>
    /// <param name="Of">how many there are</param>
    /// <param name="IsLast">no further warning follows</param>
    /// <param name="ArmsAction">an action follows if nothing changes; only then does the message announce one</param>
    internal sealed record Warn(int Ordinal, int Of, bool IsLast, bool ArmsAction) : LadderStep
    {
        /// <summary>How long after its acceptance the action comes at the earliest, where that is not what the pace says; or null.</summary>
        public TimeSpan? ShortNotice { get; init; }

        /// <summary>The first instant at which guard rails that know their own times would let the action pass; null if nobody asked them.</summary>
        public DateTimeOffset? NotBefore { get; init; }
    }

    /// <summary>The last warning was heard and its time has passed: act.</summary>
    internal sealed record Due : LadderStep;
}
