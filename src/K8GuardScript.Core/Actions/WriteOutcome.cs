namespace K8GuardScript.Core.Actions;

/// <summary>What a write came to. Time-outs are <see cref="Unknown"/>: look before trying again.</summary>
internal enum WriteResult
{
    /// <summary>The server says that it is done.</summary>
    Done,

    /// <summary>A precondition failed: the object is another (409; 422 for another uid in a patch).</summary>
    Conflict,

    /// <summary>There is no such object (404).</summary>
    Gone,

    /// <summary>The server answered, and said no.</summary>
    Refused,

    /// <summary>Nobody knows: time-out, 5xx, connection lost after the request was sent.</summary>
    Unknown,
}

/// <param name="Result">which of the five</param>
/// <param name="Json">the answered object as UTF-8 JSON, or empty</param>
/// <param name="Message">for people; the server's words where it said some</param>
internal sealed record WriteOutcome(WriteResult Result, ReadOnlyMemory<byte> Json, string Message);
