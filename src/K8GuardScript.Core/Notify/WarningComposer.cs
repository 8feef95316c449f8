using K8GuardScript.Core.Actions.Planning;
using K8GuardScript.Core.Escalate;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Notify;

/// <summary>Makes a warning of what is due at the moment at which it is sent.</summary>
internal static class WarningComposer
{
    /// <param name="outlook">its step is a warning</param>
    /// <param name="now">wall clock</param>
    public static Warning Word(Outlook outlook, DateTimeOffset now)
    {
        var step = (LadderStep.Warn)outlook.Step;
        var ladder = outlook.Policy.Ladder;
        var announces = step.ArmsAction ? ladder.Action : ActionVerb.None;
        var notice = announces == ActionVerb.None ? TimeSpan.Zero : ladder.NoticeOf(step);
        var outcome = ActionPlanner.Outcome(announces, outlook.Episode.Kind, ladder.Mark) ?? "";
        return new Warning(
            outlook.Episode with { Uid = outlook.Situation.Uid, Revision = outlook.Situation.Revision },
            outlook.Policy.Definition.Title,
            outlook.Policy.Definition.Fix,
            step.Ordinal,
            step.Of,
            step.IsLast,
            step.IsLast ? announces : ActionVerb.None,
            outcome,
            announces != ActionVerb.None ? Later(now + notice, step.NotBefore) : null)
        {
            Notice = notice,
        };
    }

    /// <summary>The same warning as another channel gave it before, with the instant that was announced there.</summary>
    /// <param name="pending">what was told</param>
    /// <param name="outlook">what holds now</param>
    /// <param name="now">wall clock</param>
    public static Warning Again(PendingWarning pending, Outlook outlook, DateTimeOffset now)
    {
        var step = new LadderStep.Warn(pending.Ordinal, pending.Of, pending.IsLast, ArmsAction: pending.Arms != ActionVerb.None);
        return Word(outlook with { Step = step }, now) with { ActionAfter = pending.ActionAfter };
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset? other) => other > one ? other.Value : one;
}
