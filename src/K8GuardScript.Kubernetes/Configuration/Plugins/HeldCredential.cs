namespace K8GuardScript.Kubernetes.Configuration.Plugins;

/// <summary>A credential that a plugin gave, and for how long it serves.</summary>
/// <param name="Credential">itself</param>
/// <param name="ExpiresAt">wall clock, as the plugin said; null when it lasts until the server rejects it</param>
/// <param name="RenewAt">when another one should be got, though this one still serves</param>
/// <param name="GotAt">monotonic</param>
/// <param name="IsRejected">the server answered 401 to it</param>
internal sealed record HeldCredential(
    Credential Credential, DateTimeOffset? ExpiresAt, DateTimeOffset RenewAt, long GotAt, bool IsRejected = false)
{
    /// <param name="credential">itself</param>
    /// <param name="expiresAt">null for no end</param>
    /// <param name="time">says when it was got</param>
    /// <param name="leeway">how long before its end it should be renewed</param>
    /// <param name="gap">the least time until then</param>
    public static HeldCredential From(Credential credential, DateTimeOffset? expiresAt, TimeProvider time, TimeSpan leeway, TimeSpan gap)
    {
        var soonest = time.GetUtcNow() + gap;
        var renewAt = expiresAt is not { } end ? DateTimeOffset.MaxValue
            : end - DateTimeOffset.MinValue > leeway && end - leeway > soonest ? end - leeway
            : soonest;
        return new HeldCredential(credential, expiresAt, renewAt, time.GetTimestamp());
    }

    /// <summary>Whether it has not expired; one that was rejected may still be the best there is.</summary>
    public bool IsUsable(DateTimeOffset now) => ExpiresAt is null || now < ExpiresAt;
}
