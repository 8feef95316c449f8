using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Escalate;

/// <summary>The pace at which one policy warns, and what comes after the last warning.</summary>
/// <param name="Grace">from the opening to the first warning; not negative</param>
/// <param name="Every">between two warnings, and between the last one and the action; positive</param>
/// <param name="Warnings">how many must be accepted before anything is done; at least 1</param>
/// <param name="Action">what is done then; <see cref="ActionVerb.None"/> warns only</param>
/// <param name="Mark">what a label or an annotation is to say; null for every other action</param>
internal sealed record LadderOptions(TimeSpan Grace, TimeSpan Every, int Warnings, ActionVerb Action, ActionMark? Mark = null)
{
    /// <summary>How long after the acceptance of a warning that arms an action that comes at the earliest.</summary>
    public TimeSpan NoticeOf(LadderStep.Warn warning) => warning.ShortNotice ?? Every * (warning.Of - warning.Ordinal + 1);
}
