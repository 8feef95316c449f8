namespace K8GuardScript.Scripts.Compiling;

/// <summary>What a compiler's process may take.</summary>
internal sealed record CompilerLimits
{
    /// <summary>As often as a limit on work may pass on the clock, where a busy machine lets it work seldom.</summary>
    public const int IdleFactor = 12;

    /// <summary>Processor time for each batch, however small.</summary>
    public TimeSpan Batch { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Processor time for each script on top.</summary>
    public TimeSpan Script { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long the process waits for the next edit.</summary>
    public TimeSpan Stay { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Resident memory, in bytes.</summary>
    public long ResidentBytes { get; init; } = 512L << 20;
}
