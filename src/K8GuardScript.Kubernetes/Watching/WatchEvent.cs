namespace K8GuardScript.Kubernetes.Watching;

/// <summary>What a line of a watch says (<c>meta.k8s.io/v1 WatchEvent</c>).</summary>
internal enum WatchEventType
{
    /// <summary>Added or modified: the object as it is now.</summary>
    Changed,

    /// <summary>The object's last state, with the version of its deletion.</summary>
    Deleted,

    /// <summary>Nothing but a version up to which all was told.</summary>
    Bookmark,

    /// <summary>A bookmark behind the last of the objects that a watch started with.</summary>
    InitialEnd,

    /// <summary>A Status; the stream ends.</summary>
    Error,
}

/// <param name="Type">which</param>
/// <param name="Object">the object as JSON, a slice of the line</param>
/// <param name="Version">its resourceVersion; empty for an error</param>
internal readonly record struct WatchEvent(WatchEventType Type, ReadOnlyMemory<byte> Object, string Version);
