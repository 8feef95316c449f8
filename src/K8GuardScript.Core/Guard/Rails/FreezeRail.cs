using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Notify;

namespace K8GuardScript.Core.Guard.Rails;

/// <summary>Nothing is done in a freeze that leaves the object in.</summary>
internal sealed class FreezeRail : IGuardRail
{
    /// <inheritdoc />
    public string Name => "freeze";

    /// <inheritdoc />
    public bool MayBar => false;

    /// <inheritdoc />
    public bool Binds(ActionCause cause) => cause != ActionCause.Undo;

    /// <inheritdoc />
    public RailAnswer Ask(RailQuestion question)
    {
        var longest = question.Settings.Actions.Freezes
            .Where(freeze => freeze.From <= question.Now && question.Now < freeze.To && question.MayBeIn(freeze.Scope))
            .MaxBy(freeze => freeze.To);
        if (longest is null) return RailAnswer.Yes(Name, "none now");

        var reason = longest.Reason.Length > 0 ? $": {longest.Reason}" : "";
        return RailAnswer.NotNow(Name, $"until {WarningText.Time(longest.To, question.Now, question.Settings.TimeZone)}{reason}", longest.To);
    }
}
