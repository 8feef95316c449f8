namespace K8GuardScript.Sdk.Objects;

/// <summary>Bytes that are not one JSON object, or not valid JSON or UTF-8 at all.</summary>
/// <param name="message">for people: what is wrong, without any of the object's text</param>
/// <param name="offset">the byte, counted from 0, near which reading stopped</param>
internal sealed class ObjectFormatException(string message, long offset) : Exception(message)
{
    /// <summary>The byte, counted from 0, near which reading stopped.</summary>
    public long Offset { get; } = offset;
}
