using System.Globalization;
using System.Text.RegularExpressions;

namespace K8GuardScript.Scripts;

/// <summary>
/// Looks whether the numbers of a cron expression lie in their fields' ranges: the parser takes some that do not, and then means
/// something else by them.
/// </summary>
internal static partial class CronRanges
{
    private static readonly (string Field, int Least, int Most)[] Fields =
    [
        ("minute", 0, 59), ("hour", 0, 23), ("day of month", 1, 31), ("month", 1, 12), ("day of week", 0, 7),
    ];

    /// <returns>what is wrong, for people; null if nothing is, or there are not five fields</returns>
    public static string? Problem(string cron)
    {
        var parts = cron.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != Fields.Length) return null;
        for (var i = 0; i < parts.Length; i++)
        {
            var (field, least, most) = Fields[i];
            foreach (Match number in Number().Matches(parts[i]))
            {
                // after `/` stands a step, after `#` which of them, after `L-` how far from the end
                var isValue = number.Groups["before"].Length == 0;
                var value = number.Groups["value"].ValueSpan;
                var isIn = value.Length <= 4 && int.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture) is var n
                    && (isValue ? n >= least && n <= most : n >= 1 && n <= most);
                if (!isIn) return $"`{number.Value}` is no {(isValue ? field : $"step of the {field}")}: it goes from {(isValue ? least : 1)} to {most}";
            }
        }

        return null;
    }

    [GeneratedRegex(@"(?<before>/|#|L-)?(?<value>[0-9]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
