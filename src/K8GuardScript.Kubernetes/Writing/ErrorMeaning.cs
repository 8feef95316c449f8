using K8GuardScript.Core.Actions;
using K8GuardScript.Kubernetes.Transport;

namespace K8GuardScript.Kubernetes.Writing;

/// <summary>What an answer that is no success means for the one who asked.</summary>
internal static class ErrorMeaning
{
    /// <summary>Of an answer to a read.</summary>
    public static ReadOutcome OfRead(ApiError error, ObjectTarget target)
    {
        if (IsGone(error, target)) return new ReadOutcome(ReadResult.Gone, default, error.Message);
        return new ReadOutcome(IsFinal(error) ? ReadResult.Refused : ReadResult.Unknown, default, error.Message);
    }

    /// <summary>Of an answer to a write.</summary>
    public static WriteOutcome OfWrite(ApiError error, ObjectTarget target, ObjectWrite write) =>
        new(ResultOf(error, target, write), default, error.Message) { RetryAfter = error.RetryAfter };

    private static WriteResult ResultOf(ApiError error, ObjectTarget target, ObjectWrite write)
    {
        if (IsGone(error, target)) return WriteResult.Gone;
        if (error is { Code: 409, Status: { } taken }) return taken.Reason == "AlreadyExists" ? WriteResult.AlreadyExists : WriteResult.Conflict;
        if (IsOfAnotherUid(error) || IsUnfitJsonPatch(error, write)) return WriteResult.Conflict;

        // The API server says 429 before it begins, or when a disruption budget forbids an eviction. A 503 may also come from an
        // API server behind it that has begun.
        if (error is { Code: 429, Status.Reason: "TooManyRequests" }) return WriteResult.NotNow;
        return IsFinal(error) ? WriteResult.Refused : WriteResult.Unknown;
    }

    /// <summary>An unknown kind is a 404 too, but its Status names no object; a missing namespace is one that names the namespace.</summary>
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
