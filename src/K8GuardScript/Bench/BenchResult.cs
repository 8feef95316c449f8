namespace K8GuardScript.Bench;

/// <summary>What one run measured. Times are seconds of wall clock.</summary>
internal sealed record BenchResult
{
    public required int Objects { get; init; }

    public required int Policies { get; init; }

    public required int Seed { get; init; }

    public required Machine Machine { get; init; }

    /// <summary>From nothing to all policies in force, compiled without a cache.</summary>
    public required double PoliciesInForce { get; init; }

    public required SyncFigures Sync { get; init; }

    /// <summary>From the last list to every first verdict recorded.</summary>
    public required double FirstVerdicts { get; init; }

    public required SweepFigures Sweep { get; init; }

    /// <summary>Edits of one policy, the first one first.</summary>
    public required IReadOnlyList<EditFigures> Edits { get; init; }

    /// <summary>Null where no events were wanted.</summary>
    public required EventFigures? Events { get; init; }

    /// <summary>From the write of a pod until a verdict that rests on all pods of its namespace was stored; null where none was wanted.</summary>
    public required Latencies? LookUps { get; init; }

    public required MemoryFigures Memory { get; init; }

    public required LedgerFigures Ledger { get; init; }
}

/// <param name="Processors">how many the process may use</param>
/// <param name="System">the operating system</param>
/// <param name="Runtime">the .NET runtime</param>
/// <param name="LoadAverage">of the last minute when the run began; null where the system does not tell</param>
/// <param name="Date">when the run began</param>
internal sealed record Machine(int Processors, string System, string Runtime, double? LoadAverage, DateTimeOffset Date);

/// <param name="Seconds">until every kind was listed and stored</param>
/// <param name="Objects">how many were</param>
/// <param name="Megabytes">their JSON</param>
internal sealed record SyncFigures(double Seconds, int Objects, double Megabytes)
{
    public double MegabytesPerSecond => Megabytes / Seconds;
}

/// <param name="Seconds">from queueing every object until every verdict was compared and recorded, the median of the rounds</param>
/// <param name="Rounds">how many</param>
/// <param name="Pairs">objects times policies</param>
/// <param name="RuleRuns">verdicts of a round: not every policy reads every kind</param>
internal sealed record SweepFigures(double Seconds, int Rounds, long Pairs, long RuleRuns)
{
    public double PairsPerSecond => Pairs / Seconds;

    public double RuleRunsPerSecond => RuleRuns / Seconds;
}

/// <param name="Active">from saving until the new version is in force</param>
/// <param name="Current">from saving until its verdicts on all objects are recorded</param>
internal sealed record EditFigures(double Active, double Current);

/// <param name="PerSecond">how many were asked for</param>
/// <param name="Seconds">for how long</param>
/// <param name="Made">how many changes the cluster made</param>
/// <param name="VerdictStored">from an event's arrival until its verdict was stored; null where the worker does not tell</param>
internal sealed record EventFigures(int PerSecond, int Seconds, long Made, Latencies? VerdictStored);

/// <param name="Started">policies in force, nothing listed</param>
/// <param name="Synced">everything listed and judged once</param>
/// <param name="Rested">after the replacements and a rest; null where none were wanted</param>
/// <param name="Replacements">how many there were</param>
/// <param name="MegabytesPerThousandObjects">what a thousand objects add in the end</param>
internal sealed record MemoryFigures(
    ResidentMemory Started, ResidentMemory Synced, ResidentMemory? Rested, int Replacements, double MegabytesPerThousandObjects);

/// <param name="Violations">that there are now</param>
/// <param name="Share">of the verdicts that a sweep gives</param>
/// <param name="Megabytes">of the ledger's files</param>
internal sealed record LedgerFigures(int Violations, double Share, double Megabytes);
