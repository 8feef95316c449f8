using K8GuardScript.Kubernetes.Resources;
using K8GuardScript.Kubernetes.Transport;

namespace K8GuardScript.Kubernetes.Watching;

/// <summary>What comes after a list or a watch.</summary>
internal enum NextStep
{
    /// <summary>Watch from the version, at once: all is well.</summary>
    Watch,

    /// <summary>Something failed, but what is known is a good place to go on from: wait, then watch from the version.</summary>
    WatchLater,

    /// <summary>Something failed, or the version is no longer kept: wait, then list.</summary>
    ListLater,

    /// <summary>The server does not stream lists: list page by page, at once.</summary>
    ListPages,

    /// <summary>The server does not know the path: ask whether there is such a kind at all.</summary>
    Confirm,

    /// <summary>The server does not let us see this kind: wait long, then list.</summary>
    Refused,

    /// <summary>The server has no such kind: look from time to time whether it came.</summary>
    Absent,
}

/// <param name="Next">what comes next</param>
/// <param name="Version">where to watch from; empty when a list is needed</param>
/// <param name="Reason">for metrics, from a closed set</param>
/// <param name="Message">for people; empty when all is well</param>
/// <param name="RetryAfter">the server's wish</param>
internal sealed record StepOutcome(NextStep Next, string Version, string Reason, string Message = "", TimeSpan? RetryAfter = null)
{
    /// <summary>What it means that a kind's path is not known.</summary>
    public static StepOutcome From(ResolvedKind resolved)
    {
        if (resolved.Refusal is { } refusal)
            return new StepOutcome(resolved.IsAbsent ? NextStep.Absent : NextStep.Refused, "", "refused", refusal);
        return new StepOutcome(NextStep.ListLater, "", "unreachable", resolved.Trouble ?? "", resolved.RetryAfter);
    }

    /// <summary>The server does not start a watch with a list.</summary>
    public static StepOutcome NotStreamed(string why) => new(NextStep.ListPages, "", "not_streamed", why);

    /// <summary>What an answer that is no success means for the kind, where it has no better place to go on from.</summary>
    public static StepOutcome From(ApiError error)
    {
        if (error.IsUnknownPath) return new StepOutcome(NextStep.Confirm, "", "unknown", error.Message);
        return error.IsRefusal
            ? new StepOutcome(NextStep.Refused, "", "refused", error.Message)
            : new StepOutcome(NextStep.ListLater, "", "error", error.Message, error.RetryAfter);
    }
}
