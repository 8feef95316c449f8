using System.Collections.Concurrent;
using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Notify;
using K8GuardScript.Core.Settings;

namespace K8GuardScript.Core.Guard.Rails;

/// <summary>Where there are windows, one that is for the object must be open.</summary>
internal sealed class WindowRail : IGuardRail
{
    private const int MostKnown = 1_000;

    // of each window how it stands, and how long that holds: it is asked for each violation at each look
    private readonly ConcurrentDictionary<ActionWindow, Standing> known = new();

    /// <inheritdoc />
    public string Name => "window";

    /// <inheritdoc />
    public bool Binds(ActionCause cause) => cause == ActionCause.Ladder;

    /// <inheritdoc />
    public RailAnswer Ask(RailQuestion question)
    {
        var windows = question.Settings.Actions.Windows;
        if (windows.Count == 0) return RailAnswer.Yes(Name, "none is set, so always");

        // it grants, so that what it names must be known to be meant
        var standings = windows.Where(window => question.IsSingledOutBy(window.Scope)).Select(window => (Window: window, Standing: At(window, question.Now)))
            .ToList();
        if (standings.Count == 0) return RailAnswer.Never(Name, "none of `actions.windows` is for this object, so never");

        var open = standings.Where(entry => entry.Standing.IsOpen).ToList();
        if (open.Count > 0)
        {
            var last = open.MaxBy(entry => entry.Standing.Until ?? DateTimeOffset.MaxValue);
            return RailAnswer.Yes(Name, last.Standing.Until is { } end ? $"open until {Time(end, question, last.Window)}" : "always open");
        }

        var next = standings.MinBy(entry => entry.Standing.Until ?? DateTimeOffset.MaxValue);
        return next.Standing.Until is { } opens
            ? RailAnswer.NotNow(Name, $"next opens {Time(opens, question, next.Window)}", opens)
            : RailAnswer.NotNow(Name, "it does not open within two weeks");
    }

    private Standing At(ActionWindow window, DateTimeOffset now)
    {
        if (known.TryGetValue(window, out var standing) && standing.From <= now && !(standing.Until <= now)) return standing;
        if (known.Count >= MostKnown) known.Clear();
        return known[window] = new Standing(now, WindowTimes.IsOpen(window, now), WindowTimes.NextChange(window, now));
    }

    private static string Time(DateTimeOffset instant, RailQuestion question, ActionWindow window) =>
        WarningText.Time(instant, question.Now, window.Zone);

    private sealed record Standing(DateTimeOffset From, bool IsOpen, DateTimeOffset? Until);
}
