namespace K8GuardScript.Simulator.Faults;

/// <summary>What can go wrong between a client and its API server.</summary>
public enum FaultKind
{
    /// <summary>The version is gone: a watch says so in its only event, a page of a list in a Status 410. Others are answered.</summary>
    Gone,

    /// <summary>429, with the <see cref="Fault.RetryAfter"/>.</summary>
    TooManyRequests,

    /// <summary>A 5xx of <see cref="Fault.Code"/>: 500 and 503 with a Status, 502 and 504 as a proxy's page in HTML.</summary>
    ServerError,

    /// <summary>The connection is reset after so many bytes of the body, in the middle of a line.</summary>
    Reset,

    /// <summary>After so many bytes nothing more comes, and the connection stays open.</summary>
    HalfOpen,

    /// <summary>The body comes in small pieces with pauses.</summary>
    SlowBody,

    /// <summary>The request is carried out, and its answer is lost.</summary>
    LostAnswer,

    /// <summary>A list that asks for the present state gets one that is <see cref="Fault.After"/> changes old.</summary>
    StaleRead,

    /// <summary>An event of a watch comes twice.</summary>
    DuplicateEvent,

    /// <summary>An event of a watch does not come.</summary>
    DropEvent,
}
