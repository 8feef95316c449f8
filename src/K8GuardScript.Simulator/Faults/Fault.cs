namespace K8GuardScript.Simulator.Faults;

/// <summary>One thing that is to go wrong, for the next requests that it is meant for.</summary>
public sealed record Fault
{
    /// <summary>What goes wrong.</summary>
    public required FaultKind Kind { get; init; }

    /// <summary><c>get list watch create update patch delete</c>, or <c>*</c> for all.</summary>
    public string Verb { get; init; } = "*";

    /// <summary>The plural, such as <c>pods</c>, or <c>*</c> for all resources.</summary>
    public string Resource { get; init; } = "*";

    /// <summary>How many requests it strikes; at least 1.</summary>
    public int Times { get; init; } = 1;

    /// <summary>
    /// Before it strikes: bytes of the body (<see cref="FaultKind.Reset"/>, <see cref="FaultKind.HalfOpen"/>) or events of the watch
    /// (<see cref="FaultKind.DuplicateEvent"/>, <see cref="FaultKind.DropEvent"/>); for <see cref="FaultKind.StaleRead"/> changes back.
    /// </summary>
    public int After { get; init; }

    /// <summary>For <see cref="FaultKind.ServerError"/>: 500, 502, 503 or 504.</summary>
    public int Code { get; init; } = 500;

    /// <summary>The header of a 429 or 503, as sent: seconds, a date, or garbage; null for none.</summary>
    public string? RetryAfter { get; init; }

    internal bool Strikes(RequestVerb request) =>
        (Verb == "*" || Verb == request.Verb) && (Resource == "*" || Resource == request.Resource);
}
