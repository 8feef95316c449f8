using K8GuardScript.Core.Actions;
using K8GuardScript.Kubernetes.Transport;

namespace K8GuardScript.Kubernetes.Writing;

/// <summary>What an answer that is no success means for the one who asked.</summary>
internal static class ErrorMeaning
{
    public static ReadOutcome OfRead(ApiError error, WriteTarget target)
    {
        if (IsGone(error, target)) return new ReadOutcome(ReadResult.Gone, default, error.Message);
        return new ReadOutcome(IsFinal(error) ? ReadResult.Refused : ReadResult.Unknown, default, error.Message);
    }

    public static WriteOutcome OfWrite(ApiError error, WriteTarget target)
    {
        if (IsGone(error, target)) return new WriteOutcome(WriteResult.Gone, default, error.Message);
        if (error.Code == 409 || IsOfAnotherUid(error)) return new WriteOutcome(WriteResult.Conflict, default, error.Message);
        return new WriteOutcome(IsFinal(error) ? WriteResult.Refused : WriteResult.Unknown, default, error.Message);
    }

    /// <summary>An unknown kind is a 404 too, but its Status names no object.</summary>
    private static bool IsGone(ApiError error, WriteTarget target) =>
        error is { Code: 404, Status: { Reason: "NotFound" } status } && target.IsNamedBy(status.Kind, status.Name);

    /// <summary>A merge patch that bears another uid tries to change it, which the server calls invalid, not a conflict.</summary>
    private static bool IsOfAnotherUid(ApiError error) =>
        error is { Code: 422, Status: { Reason: "Invalid" } status } && status.CauseFields.Contains("metadata.uid");

    /// <summary>To look again and try again is right after 408 and 429 as it is after 5xx; other 3xx and 4xx stay as they are.</summary>
    private static bool IsFinal(ApiError error) => error.Code is >= 300 and < 500 and not (408 or 429);
}
