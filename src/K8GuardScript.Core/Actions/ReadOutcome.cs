namespace K8GuardScript.Core.Actions;

/// <summary>What a read of one object came to.</summary>
internal enum ReadResult
{
    /// <summary>The object is in <see cref="ReadOutcome.Json"/>.</summary>
    Found,

    /// <summary>There is no such object (404 with a Status that names it).</summary>
    Gone,

    /// <summary>The server answered, and said no (403, unknown resource, ...).</summary>
    Refused,

    /// <summary>No usable answer: time-out, 5xx, connection lost, unreadable body.</summary>
    Unknown,
}

/// <param name="Result">which of the four</param>
/// <param name="Json">the object as UTF-8 JSON when found, else empty</param>
/// <param name="Message">for people; the server's words where it said some</param>
internal sealed record ReadOutcome(ReadResult Result, ReadOnlyMemory<byte> Json, string Message);
