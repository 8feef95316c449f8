using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace K8GuardScript.Simulator.Controllers;

/// <summary>
/// A schedule of five fields (minute, hour, day of month, month, day of week) in UTC: numbers, names, ranges, lists, steps and
/// <c>@hourly</c> and its like. A day matches by either day field where both are restricted, as in cron.
/// </summary>
internal sealed class CronSchedule
{
    private static readonly string[] Months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
    private static readonly string[] Days = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    private readonly HashSet<int>[] fields;
    private readonly bool anyDay;
    private readonly bool anyWeekday;

    private CronSchedule(HashSet<int>[] fields, bool anyDay, bool anyWeekday)
    {
        this.fields = fields;
        this.anyDay = anyDay;
        this.anyWeekday = anyWeekday;
    }

    /// <param name="why">what is wrong, in the words of a real server where it is about the number of fields</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out CronSchedule? schedule, out string why)
    {
        schedule = null;
        why = "";
        var cells = Expand(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (cells.Length != 5)
        {
            why = $"expected exactly 5 fields, found {cells.Length.ToString(CultureInfo.InvariantCulture)}: [{string.Join(' ', cells)}]";
            return false;
        }

        (int Low, int High, string[] Names, int First)[] ranges =
            [(0, 59, [], 0), (0, 23, [], 0), (1, 31, [], 0), (1, 12, Months, 1), (0, 7, Days, 0)];
        var fields = new HashSet<int>[5];
        for (var i = 0; i < 5; i++)
        {
            if (Field(cells[i], ranges[i].Low, ranges[i].High, ranges[i].Names, ranges[i].First) is not { } values)
            {
                why = $"failed to parse `{cells[i]}`";
                return false;
            }

            fields[i] = values;
        }

        if (fields[4].Contains(7)) fields[4].Add(0);
        schedule = new CronSchedule(fields, cells[2][0] is '*' or '?', cells[4][0] is '*' or '?');
        return true;
    }

    /// <summary>The first instant after another at which the schedule is due; null if there is none within five years.</summary>
    public DateTimeOffset? After(DateTimeOffset start)
    {
        var time = start.ToUniversalTime();
        time = new DateTimeOffset(time.Year, time.Month, time.Day, time.Hour, time.Minute, 0, TimeSpan.Zero).AddMinutes(1);
        var end = time.AddYears(5);
        while (time < end)
        {
            if (!this.fields[3].Contains(time.Month) || !DayMatches(time)) time = Day(time).AddDays(1);
            else if (!this.fields[1].Contains(time.Hour)) time = Day(time).AddHours(time.Hour + 1);
            else if (!this.fields[0].Contains(time.Minute)) time = time.AddMinutes(1);
            else return time;
        }

        return null;
    }

    private static DateTimeOffset Day(DateTimeOffset time) => new(time.Year, time.Month, time.Day, 0, 0, 0, TimeSpan.Zero);

    private bool DayMatches(DateTimeOffset time)
    {
        var day = this.fields[2].Contains(time.Day);
        var weekday = this.fields[4].Contains((int)time.DayOfWeek);
        return this.anyDay || this.anyWeekday ? day && weekday : day || weekday;
    }

    private static string Expand(string text) => text.Trim() switch
    {
        "@yearly" or "@annually" => "0 0 1 1 *",
        "@monthly" => "0 0 1 * *",
        "@weekly" => "0 0 * * 0",
        "@daily" or "@midnight" => "0 0 * * *",
        "@hourly" => "0 * * * *",
        var fields => fields,
    };

    private static HashSet<int>? Field(string text, int low, int high, string[] names, int first)
    {
        var values = new HashSet<int>();
        foreach (var part in text.Split(','))
        {
            var step = part.Split('/');
            var every = 1;
            if (step.Length > 2 || (step.Length == 2 && (!TryNumber(step[1], out every) || every == 0))) return null;
            var (from, to) = (low, high);
            if (step[0] is not ("*" or "?"))
            {
                var bounds = step[0].Split('-');
                if (bounds.Length > 2 || Value(bounds[0], names, first) is not { } start || Value(bounds[^1], names, first) is not { } end)
                    return null;
                (from, to) = (start, step.Length == 2 && bounds.Length == 1 ? high : end);
            }

            if (from < low || to > high || from > to) return null;
            for (var value = from; value <= to; value += every) values.Add(value);
        }

        return values;
    }

    private static int? Value(string text, string[] names, int first)
    {
        if (TryNumber(text, out var number)) return number;
        var at = Array.IndexOf(names, text.ToUpperInvariant());
        return at < 0 ? null : at + first;
    }

    private static bool TryNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
