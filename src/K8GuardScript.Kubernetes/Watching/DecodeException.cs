namespace K8GuardScript.Kubernetes.Watching;

/// <summary>
/// What the server sent can't be read. The message names the fault, and the object where its name could be made out; else it
/// quotes nothing of what was sent.
/// </summary>
internal sealed class DecodeException(DecodeFault fault, string message) : Exception(message)
{
    /// <summary>For metrics.</summary>
    public string Reason => fault switch
    {
        DecodeFault.NotJsonType => "not_json",
        DecodeFault.Malformed => "malformed",
        DecodeFault.Cut => "cut",
        DecodeFault.TooDeep => "too_deep",
        DecodeFault.TooLong => "too_long",
        DecodeFault.TooMany => "too_many",
        DecodeFault.NotUnicode => "not_unicode",
        DecodeFault.RepeatedKey => "repeated_key",
        DecodeFault.WrongShape => "wrong_shape",
        DecodeFault.WrongKind => "wrong_kind",
        DecodeFault.NoVersion => "no_version",
        DecodeFault.NoName => "no_name",
        _ => "unreadable",
    };

    /// <summary>The same fault, of an object that is named.</summary>
    /// <param name="json">the object, from its first byte on; may be cut or broken behind its name</param>
    public DecodeException Of(ReadOnlySpan<byte> json) =>
        PoisonName.Find(json) is { } name ? new DecodeException(fault, $"{Message}: `{name}`") : this;
}
