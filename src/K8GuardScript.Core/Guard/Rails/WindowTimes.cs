using K8GuardScript.Core.Settings;

namespace K8GuardScript.Core.Guard.Rails;

/// <summary>
/// When a window is open: whenever the clocks of its zone show a time within it, also where they show it twice, and not where they skip
/// it. Pure.
/// </summary>
internal static class WindowTimes
{
    // a week and a day, twice: once in it a window may lie in an hour that clocks skip
    private const int MostDays = 16;

    public static bool IsOpen(ActionWindow window, DateTimeOffset at)
    {
        var wall = TimeZoneInfo.ConvertTime(at, window.Zone).DateTime;
        var today = DateOnly.FromDateTime(wall);
        return Covers(window, today, wall) || Covers(window, today.AddDays(-1), wall);
    }

    /// <summary>The first instant after one at which it is open, having been closed, or the reverse; null if that does not come.</summary>
    public static DateTimeOffset? NextChange(ActionWindow window, DateTimeOffset from)
    {
        var isOpen = IsOpen(window, from);
        DateTimeOffset? first = null;
        foreach (var candidate in Candidates(window, from))
        {
            if (candidate > from && !(candidate >= first) && IsOpen(window, candidate) != isOpen) first = candidate;
        }

        return first;
    }

    private static bool Covers(ActionWindow window, DateOnly day, DateTime wall) =>
        window.Days.Contains(day.DayOfWeek) && Start(window, day) <= wall && wall < End(window, day);

    private static DateTime Start(ActionWindow window, DateOnly day) => day.ToDateTime(window.From);

    private static DateTime End(ActionWindow window, DateOnly day) => (window.To <= window.From ? day.AddDays(1) : day).ToDateTime(window.To);

    // it opens and ends at its own times, or when clocks are set
    private static IEnumerable<DateTimeOffset> Candidates(ActionWindow window, DateTimeOffset from)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(from, window.Zone).DateTime);
        for (var i = -1; i <= MostDays; i++)
        {
            var day = today.AddDays(i);
            foreach (var start in Instants(window.Zone, Start(window, day))) yield return start;
            foreach (var end in Instants(window.Zone, End(window, day))) yield return end;
            if (Set(window.Zone, new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero)) is { } set) yield return set;
        }
    }

    // every instant at which the clocks show a time: none, one or two
    private static IEnumerable<DateTimeOffset> Instants(TimeZoneInfo zone, DateTime wall)
    {
        if (zone.IsInvalidTime(wall)) return [];
        return zone.IsAmbiguousTime(wall)
            ? zone.GetAmbiguousTimeOffsets(wall).Select(offset => new DateTimeOffset(wall, offset))
            : [new DateTimeOffset(wall, zone.GetUtcOffset(wall))];
    }

    // when within a day clocks are set, to the second; null if they are not
    private static DateTimeOffset? Set(TimeZoneInfo zone, DateTimeOffset day)
    {
        var before = zone.GetUtcOffset(day);
        if (zone.GetUtcOffset(day.AddDays(1)) == before) return null;
        var (low, high) = (0, 24 * 60 * 60);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            if (zone.GetUtcOffset(day.AddSeconds(middle)) == before) low = middle;
            else high = middle;
        }

        return day.AddSeconds(high);
    }
}
