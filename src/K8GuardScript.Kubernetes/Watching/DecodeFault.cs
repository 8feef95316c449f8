namespace K8GuardScript.Kubernetes.Watching;

/// <summary>What is wrong with an answer: a closed set, for metrics.</summary>
internal enum DecodeFault
{
    /// <summary>Something that is no JSON by its own word, such as a page of a proxy.</summary>
    NotJsonType,

    /// <summary>Bytes that are no JSON.</summary>
    Malformed,

    /// <summary>It ends in its middle.</summary>
    Cut,

    /// <summary>JSON that is nested deeper than objects may be.</summary>
    TooDeep,

    /// <summary>An object or a line that is larger than objects may be.</summary>
    TooLong,

    /// <summary>A list of more objects than any cluster holds.</summary>
    TooMany,

    /// <summary>Bytes that are no UTF-8, or an escape for half a character.</summary>
    NotUnicode,

    /// <summary>A key that counts stands there twice.</summary>
    RepeatedKey,

    /// <summary>JSON, but no list, or a watch's line that is no event.</summary>
    WrongShape,

    /// <summary>An object of another kind than was asked for.</summary>
    WrongKind,

    /// <summary>A list or an object without a resourceVersion.</summary>
    NoVersion,

    /// <summary>An object without metadata, or without a name in it.</summary>
    NoName,

    /// <summary>An object that the sink could not take.</summary>
    Unreadable,
}
