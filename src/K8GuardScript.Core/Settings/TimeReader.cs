using System.Globalization;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Settings;

/// <summary>Reads times of day, dates, instants and time zones.</summary>
internal static class TimeReader
{
    private static readonly string[] WallFormats = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss"];
    private static readonly string[] OffsetFormats = ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd HH:mmK", "yyyy-MM-dd HH:mm:ssK"];

    /// <param name="map">where the key stands</param>
    /// <param name="otherwise">where it is absent, or wrong, which is told</param>
    public static TimeZoneInfo Zone(SettingsMap map, TimeZoneInfo otherwise)
    {
        const string Key = "timeZone";
        if (map.Text(Key) is not { } id) return otherwise;
        if (TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone)) return zone;
        map.Problem(Key, $"time zone `{PlainText.Clean(id, 100)}` is unknown here: use an IANA name such as `Europe/Berlin`");
        return otherwise;
    }

    /// <param name="map">where the key stands</param>
    /// <param name="key">which</param>
    /// <param name="isEnd">whether <c>24:00</c> is one</param>
    /// <returns>null where it is absent, or wrong, which is told</returns>
    public static (TimeOnly Time, bool IsMidnight)? TimeOfDay(SettingsMap map, string key, bool isEnd = false)
    {
        if (map.Text(key) is not { } text) return null;
        if (isEnd && text == "24:00") return (TimeOnly.MinValue, true);
        if (TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)) return (time, false);
        var most = isEnd ? "24:00" : "23:59";
        map.Problem(key, $"`{map.Path}.{key}` is `{PlainText.Clean(text, 50)}`: expected a time of day from `00:00` to `{most}`, such as `\"09:00\"`");
        return null;
    }

    /// <summary>An instant: a date, a date and time of day in a zone, or one with an offset of its own.</summary>
    /// <param name="map">where the key stands</param>
    /// <param name="key">which</param>
    /// <param name="zone">whose dates and times of day</param>
    /// <param name="isEnd">whether a date means its end</param>
    /// <returns>null where it is absent, or wrong, which is told</returns>
    public static DateTimeOffset? Instant(SettingsMap map, string key, TimeZoneInfo zone, bool isEnd = false)
    {
        if (map.Text(key) is not { } text) return null;
        var culture = CultureInfo.InvariantCulture;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", culture, DateTimeStyles.None, out var date) && IsSane(date.Year))
            return AtWall((isEnd ? date.AddDays(1) : date).ToDateTime(TimeOnly.MinValue), zone, isEnd);
        if (DateTime.TryParseExact(text, WallFormats, culture, DateTimeStyles.None, out var wall) && IsSane(wall.Year)) return AtWall(wall, zone, isEnd);
        if (DateTimeOffset.TryParseExact(text, OffsetFormats, culture, DateTimeStyles.None, out var instant) && IsSane(instant.Year)) return instant;
        map.Problem(
            key, $"`{map.Path}.{key}` is `{PlainText.Clean(text, 50)}`: expected a date that exists, such as `2026-12-20` or `2026-12-20T18:00`");
        return null;
    }

    // far from the ends of the calendar, so that days and offsets can be added to it
    private static bool IsSane(int year) => year is >= 1970 and < 9000;

    // where clocks skip it, the instant at which they do so, or shortly after; where they show it twice, the one that makes more of it
    private static DateTimeOffset AtWall(DateTime wall, TimeZoneInfo zone, bool isEnd)
    {
        if (!zone.IsAmbiguousTime(wall)) return new DateTimeOffset(wall, zone.GetUtcOffset(wall));
        var offsets = zone.GetAmbiguousTimeOffsets(wall);
        return new DateTimeOffset(wall, isEnd ? offsets.Min() : offsets.Max());
    }
}
