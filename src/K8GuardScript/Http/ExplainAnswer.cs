using K8GuardScript.Core.Guard.Rails;


namespace K8GuardScript.Http;

/// <summary>Why a violation is one, since when, and what comes next.</summary>
internal sealed record ExplainAnswer
{
    public required ViolationAnswer Violation { get; init; }

    /// <summary>The policy's title; null if it is not in force.</summary>
    public string? Title { get; init; }

    /// <summary>Why the rule exists; null if the policy does not say.</summary>
    public string? Why { get; init; }

    /// <summary>What the owner can do; null if the policy does not say.</summary>
    public string? Fix { get; init; }

    /// <summary>The action that the policy wants after the last warning: <c>none</c>, <c>stop</c>, ...; null if it is not in force.</summary>
    public string? Action { get; init; }

    /// <summary>What each guard rail says now; empty if the policy is not in force. Before a write they are asked again, with what is read then.</summary>
    public required IReadOnlyList<RailTold> Rails { get; init; }

    /// <summary>What was done to the object, the newest first.</summary>
    public required IReadOnlyList<ActionAnswer> Actions { get; init; }
}

/// <param name="Rail">its name</param>
/// <param name="Allows">whether it lets an action through</param>
/// <param name="Why">for people</param>
/// <param name="Bars">not as things stand, rather than not yet</param>
/// <param name="Until">not before this instant; null if it allows it, or nobody knows</param>
internal sealed record RailTold(string Rail, bool Allows, string Why, bool Bars, DateTimeOffset? Until)
{
    public static RailTold Of(RailAnswer answer) => new(answer.Rail, answer.Allows, answer.Why, answer.Bars, answer.Until);
}
