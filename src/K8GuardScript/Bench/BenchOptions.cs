namespace K8GuardScript.Bench;

/// <summary>What is measured, and how large it is.</summary>
internal sealed record BenchOptions
{
    public required int Objects { get; init; }

    public required int Policies { get; init; }

    public int Seed { get; init; } = 1;

    /// <summary>How long events are sent, in seconds.</summary>
    public int Seconds { get; init; } = 30;

    /// <summary>How many events a second.</summary>
    public int Events { get; init; } = 500;

    /// <summary>How many changes are made before the memory is looked at again; 0 for none.</summary>
    public int Replacements { get; init; }

    /// <summary>How long nothing happens after the replacements, in seconds.</summary>
    public int Rest { get; init; } = 60;

    /// <summary>How often every object is judged again from the store.</summary>
    public int Sweeps { get; init; } = 5;

    /// <summary>How many pods one namespace holds that rules list; 0 for a cluster without such a namespace.</summary>
    public int Crowd { get; init; }
}
