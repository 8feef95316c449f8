namespace K8GuardScript.Core.Actions;

/// <summary>What a write came to. Time-outs are <see cref="Unknown"/>: look before trying again.</summary>
internal enum WriteResult
{
    /// <summary>The server says that it is done.</summary>
    Done,

    /// <summary>
    /// A precondition failed: the object is another (409; 422 for another uid in a patch), or a JSON patch does not fit to it (422
    /// without details, whether a <c>test</c> failed or the patch is wrong). Nothing was done; read and decide anew.
    /// </summary>
    Conflict,

    /// <summary>Nothing was created: the name is taken, if only by an object that is being deleted (409 <c>AlreadyExists</c>).</summary>
    AlreadyExists,

    /// <summary>There is no such object (404 with a Status that names it).</summary>
    Gone,

    /// <summary>The server answered, and said no; it will say so again.</summary>
    Refused,

    /// <summary>
    /// Nothing was done, and later it may be: the server is busy or a disruption budget forbids it just now (429), or nothing could
    /// be sent. See <see cref="WriteOutcome.RetryAfter"/>.
    /// </summary>
    NotNow,

    /// <summary>Nobody knows: time-out, 5xx, connection lost after the request was sent, an answer that is none.</summary>
    Unknown,
}

/// <param name="Result">which of the seven</param>
/// <param name="Json">the answered object as UTF-8 JSON, or empty; never empty for a patch, a create or a replace that is done</param>
/// <param name="Message">for people; the server's words where it said some</param>
internal sealed record WriteOutcome(WriteResult Result, ReadOnlyMemory<byte> Json, string Message)
{
    /// <summary>How long the server asks to wait before the next try; null when it did not say.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
