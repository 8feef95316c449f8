using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Settings;

/// <summary>Reads days of the week: <c>mon-fri</c>, <c>fri-mon</c> over the weekend, <c>sat</c>, <c>mon, wed</c>, or a list of those.</summary>
internal static class DayReader
{
    private static readonly DayOfWeek[] Week = Enum.GetValues<DayOfWeek>();

    /// <returns>every day where the key is absent; null where it is wrong, which is told</returns>
    public static IReadOnlySet<DayOfWeek>? Read(SettingsMap map, string key)
    {
        if (map.Has(key) != true) return Week.ToHashSet();
        var texts = map.Raw(key) is { Scalar: { } text } ? [text] : map.Texts(key);
        var days = new HashSet<DayOfWeek>();
        var isRight = true;
        foreach (var part in texts.SelectMany(line => line.Split(',')))
        {
            if (TryAdd(part, days)) continue;
            var seen = PlainText.Clean(part.Trim(), 50);
            map.Problem(key, $"`{map.Path}.{key}` holds `{seen}`: expected days such as `mon-fri`, `sat` or `[mon, wed]`");
            isRight = false;
        }

        // an empty list would never open, which nobody writes on purpose
        if (isRight && days.Count == 0 && map.Raw(key) is { Items.Count: 0 })
            map.Problem(key, $"`{map.Path}.{key}` is empty: name days such as `mon-fri`, or take the key out for every day");
        return isRight && days.Count > 0 ? days : null;
    }

    private static bool TryAdd(string range, HashSet<DayOfWeek> days)
    {
        var ends = range.Split('-', StringSplitOptions.TrimEntries);
        if (ends.Length > 2 || !TryParse(ends[0], out var day) || !TryParse(ends[^1], out var last)) return false;
        for (; ; day = Week[((int)day + 1) % Week.Length])
        {
            days.Add(day);
            if (day == last) return true;
        }
    }

    private static bool TryParse(string word, out DayOfWeek day)
    {
        var at = Array.FindIndex(Week, one => IsName(one.ToString(), word));
        day = at < 0 ? default : Week[at];
        return at >= 0;
    }

    private static bool IsName(string name, string word) =>
        word.Equals(name, StringComparison.OrdinalIgnoreCase) || word.Equals(name[..3], StringComparison.OrdinalIgnoreCase);
}
