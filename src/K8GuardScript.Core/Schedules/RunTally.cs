namespace K8GuardScript.Core.Schedules;

/// <summary>What came of a run's wishes so far.</summary>
internal sealed record RunTally
{
    private const int MostExamples = 5;

    public static readonly RunTally Empty = new();

    public int Changed { get; init; }

    public int BroughtBack { get; init; }

    public int AlreadySo { get; init; }

    public int ChangedSince { get; init; }

    public int Refused { get; init; }

    /// <summary>Some of what was not done, with the reason.</summary>
    public IReadOnlyList<string> NotDone { get; init; } = [];

    /// <summary>The same with one more.</summary>
    public RunTally With(Wish wish, WishReport report)
    {
        var more = report.Result switch
        {
            WishResult.Done when wish.Undoes is null => this with { Changed = Changed + 1 },
            WishResult.Done => this with { BroughtBack = BroughtBack + 1 },
            WishResult.AlreadySo => this with { AlreadySo = AlreadySo + 1 },
            WishResult.ChangedSince => this with { ChangedSince = ChangedSince + 1 },
            _ => this with { Refused = Refused + 1 },
        };
        return report.Result is WishResult.Done or WishResult.AlreadySo ? more : more.Because($"{wish.Target}: {report.Why}");
    }

    /// <summary>Both together.</summary>
    public RunTally And(RunTally other) => new()
    {
        Changed = Changed + other.Changed,
        BroughtBack = BroughtBack + other.BroughtBack,
        AlreadySo = AlreadySo + other.AlreadySo,
        ChangedSince = ChangedSince + other.ChangedSince,
        Refused = Refused + other.Refused,
        NotDone = [.. NotDone.Concat(other.NotDone).Take(MostExamples)],
    };

    /// <summary>For people.</summary>
    /// <param name="left">how many are not dealt with, and will not be</param>
    public string Words(int left)
    {
        List<string> parts = [];
        if (Changed > 0) parts.Add($"{Changed} changed");
        if (BroughtBack > 0) parts.Add($"{BroughtBack} brought back");
        if (AlreadySo > 0) parts.Add($"{AlreadySo} were so already");
        if (ChangedSince > 0) parts.Add($"{ChangedSince} left as they are, since somebody changed them");
        if (Refused > 0) parts.Add($"{Refused} refused");
        if (left > 0) parts.Add($"{left} not done");
        var counts = parts.Count == 0 ? "nothing was to be done" : string.Join(", ", parts);
        return NotDone.Count == 0 ? counts : $"{counts} ({string.Join("; ", NotDone)}{(Refused + ChangedSince > NotDone.Count ? "; …" : "")})";
    }

    private RunTally Because(string why) => NotDone.Count < MostExamples ? this with { NotDone = [.. NotDone, why] } : this;
}
