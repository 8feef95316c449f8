using K8GuardScript.Core.Actions;
using K8GuardScript.Kubernetes.Transport;
using K8GuardScript.Kubernetes.Watching;

namespace K8GuardScript.Kubernetes.Writing;

/// <summary>What an answer that is no success means for the one who asked.</summary>
internal static class ErrorMeaning
{
    /// <summary>The server may repeat the whole object in its words.</summary>
    private const int LongestMessage = 2000;

    /// <summary>Of an answer to a read.</summary>
    public static ReadOutcome OfRead(ApiError error, ObjectTarget target)
    {
        if (IsGone(error, target)) return new ReadOutcome(ReadResult.Gone, default, MessageOf(error, target));
        return new ReadOutcome(IsFinal(error) ? ReadResult.Refused : ReadResult.Unknown, default, MessageOf(error, target));
    }

    /// <summary>Of an answer to a write.</summary>
    public static WriteOutcome OfWrite(ApiError error, ObjectTarget target, ObjectWrite write) =>
        new(ResultOf(error, target, write), default, MessageOf(error, target)) { RetryAfter = error.RetryAfter };

    /// <summary>INVARIANT: nothing of what a Secret holds, which the server repeats when it calls something in it invalid.</summary>
    private static string MessageOf(ApiError error, ObjectTarget target)
    {
        if (SecretValues.AreIn(target.Address.Kind) && error is { Code: 400 or 422 or >= 500, Status: { } status })
            return $"the server answered {error.Code} {status.Reason}, in words that may hold what the Secret holds";
        return error.Message.Length > LongestMessage ? $"{error.Message[..LongestMessage]}..." : error.Message;
    }

    private static WriteResult ResultOf(ApiError error, ObjectTarget target, ObjectWrite write)
    {
        if (IsGone(error, target)) return WriteResult.Gone;
        if (error is { Code: 409, Status.Reason: "AlreadyExists" }) return WriteResult.AlreadyExists;
        if (error is { Code: 409, Status: not null }) return WriteResult.Conflict;
        if (IsOfAnotherUid(error) || IsUnfitJsonPatch(error, write)) return WriteResult.Conflict;

        // The API server says 429 before it begins, or when a disruption budget forbids an eviction. A 503 may also come from an
        // API server behind it that has begun.
        if (error is { Code: 429, Status.Reason: "TooManyRequests" }) return WriteResult.NotNow;
        return IsFinal(error) ? WriteResult.Refused : WriteResult.Unknown;
    }

    /// <summary>An unknown kind is a 404 too, but its Status names no object, and that of a missing namespace names that.</summary>
    private static bool IsGone(ApiError error, ObjectTarget target) =>
        error is { Code: 404, Status: { Reason: "NotFound" } status } && target.IsNamedBy(status.Kind, status.Name);

    /// <summary>A merge patch that bears another uid tries to change it, which the server calls invalid, not a conflict.</summary>
    private static bool IsOfAnotherUid(ApiError error) =>
        error is { Code: 422, Status: { Reason: "Invalid" } status } && status.CauseFields.Contains("metadata.uid");

    /// <summary>A <c>test</c> that failed, a path that is missing and an operation that there is not are all worded alike.</summary>
    private static bool IsUnfitJsonPatch(ApiError error, ObjectWrite write) =>
        write.ContentType == "application/json-patch+json"
        && error is { Code: 422, Status: { Reason: "Invalid", Name: "", CauseFields.Count: 0 } };

    /// <summary>
    /// The API server's own no. A page of something in between is no such word; to look again and try again is right after 408 and
    /// 429 as it is after 5xx.
    /// </summary>
    private static bool IsFinal(ApiError error) =>
        error.Code is >= 400 and < 500 and not (408 or 429) && (error.Status is not null || error is { Code: 404, IsPlainText: true });
}
