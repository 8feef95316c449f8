using System.Globalization;
using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Notify;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Guard.Rails;

/// <summary>What was only just made is left alone for a moment.</summary>
internal sealed class AgeRail : IGuardRail
{
    /// <inheritdoc />
    public string Name => "age";

    /// <inheritdoc />
    public bool MayBar => false;

    /// <inheritdoc />
    public bool Binds(ActionCause cause) => cause != ActionCause.Undo;

    /// <inheritdoc />
    public RailAnswer Ask(RailQuestion question)
    {
        var least = question.Settings.Actions.MinimumAge;
        if (least == TimeSpan.Zero || question.Object is not { } target) return RailAnswer.Yes(Name);
        string? text = target.Root["metadata"]["creationTimestamp"].Text;
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var created))
            return RailAnswer.NotNow(Name, "its age is not known");

        var until = created + least;
        return question.Now < until
            ? RailAnswer.NotNow(
                Name, $"younger than {Duration.Format(least)} until {WarningText.Time(until, question.Now, question.Settings.TimeZone)}", until)
            : RailAnswer.Yes(Name, $"older than {Duration.Format(least)}");
    }
}
