using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Notify;

namespace K8GuardScript.Core.Guard.Rails;

/// <summary>A policy that is new or changed only warns for a while.</summary>
internal sealed class SoakRail(IRevisionAges ages) : IGuardRail
{
    /// <inheritdoc />
    public string Name => "soak";

    /// <inheritdoc />
    public bool MayBar => false;

    /// <inheritdoc />
    public bool Binds(ActionCause cause) => cause != ActionCause.Undo;

    /// <inheritdoc />
    public RailAnswer Ask(RailQuestion question)
    {
        var soak = question.Settings.Actions.Soak;
        if (soak == TimeSpan.Zero) return RailAnswer.Yes(Name, "none is set");
        if (ages.Since(question.Policy) is not { } since) return RailAnswer.NotNow(Name, "it is not known since when the policy is as it is");

        var until = since + soak;
        var time = WarningText.Time(until, question.Now, question.Settings.TimeZone);
        return question.Now < until
            ? RailAnswer.NotNow(Name, $"the policy is new or changed, and only warns until {time}", until)
            : RailAnswer.Yes(Name, $"over since {time}");
    }
}
