using K8GuardScript.Kubernetes.Transport;

namespace K8GuardScript.Kubernetes.Resources;

/// <summary>Whether a kind's path is known: exactly one of the three is set.</summary>
internal sealed record ResolvedKind
{
    /// <summary>Found.</summary>
    public ResourcePath? Path { get; private init; }

    /// <summary>The server answered, and has no such kind or lets us not see it; for people.</summary>
    public string? Refusal { get; private init; }

    /// <summary>Whether the refusal is that there is no such kind; it may come.</summary>
    public bool IsAbsent { get; private init; }

    /// <summary>The server did not say; for people.</summary>
    public string? Trouble { get; private init; }

    /// <summary>How long the server asked us to wait before asking again.</summary>
    public TimeSpan? RetryAfter { get; private init; }

    public static ResolvedKind Found(ResourcePath path) => new() { Path = path };

    public static ResolvedKind Refused(string why) => new() { Refusal = why };

    public static ResolvedKind Absent(string why) => new() { Refusal = why, IsAbsent = true };

    public static ResolvedKind Failed(string why, TimeSpan? retryAfter = null) => new() { Trouble = why, RetryAfter = retryAfter };

    /// <summary>What an answer that is no success says about the kind.</summary>
    public static ResolvedKind From(ApiError error) => error switch
    {
        { IsUnknownPath: true } => Absent(error.Message),
        { IsRefusal: true } => Refused(error.Message),
        _ => Failed(error.Message, error.RetryAfter),
    };
}
