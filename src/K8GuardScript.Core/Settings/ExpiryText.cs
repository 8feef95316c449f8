using System.Globalization;

namespace K8GuardScript.Core.Settings;

/// <summary>When something ends that a person wrote as a date or an instant.</summary>
internal static class ExpiryText
{
    private static readonly string[] LocalForms = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd' 'HH:mm", "yyyy-MM-dd' 'HH:mm:ss"];

    private static readonly string[] InstantForms =
    [
        "yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd' 'HH:mmzzz", "yyyy-MM-dd' 'HH:mm:sszzz",
        "yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd' 'HH:mm'Z'", "yyyy-MM-dd' 'HH:mm:ss'Z'",
    ];

    /// <param name="text">
    /// <c>2027-03-01</c>, which lasts through that day; <c>2027-03-01T12:00</c> in the zone; <c>2027-03-01T12:00+01:00</c> or with <c>Z</c>
    /// </param>
    /// <param name="zone">the zone of what names none</param>
    /// <returns>the first instant at which it does not last any more, in UTC; null for anything else</returns>
    public static DateTimeOffset? End(string text, TimeZoneInfo zone)
    {
        var culture = CultureInfo.InvariantCulture;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", culture, DateTimeStyles.None, out var day))
            return day == DateOnly.MaxValue ? null : Latest(day.AddDays(1).ToDateTime(TimeOnly.MinValue), zone);
        if (DateTimeOffset.TryParseExact(text, InstantForms, culture, DateTimeStyles.AssumeUniversal, out var instant)) return instant.ToUniversalTime();
        return DateTime.TryParseExact(text, LocalForms, culture, DateTimeStyles.None, out var local) ? Latest(local, zone) : null;
    }

    // INVARIANT: where clocks are set, the later of two instants is meant, and of none the first one after: nothing ends early.
    private static DateTimeOffset Latest(DateTime local, TimeZoneInfo zone)
    {
        while (zone.IsInvalidTime(local)) local = local.AddMinutes(1);
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Min() : zone.GetUtcOffset(local);

        // at the very ends of the calendar a zone would lead out of it
        var ticks = Math.Clamp(local.Ticks - offset.Ticks, DateTime.MinValue.Ticks, DateTime.MaxValue.Ticks);
        return new DateTimeOffset(ticks, TimeSpan.Zero);
    }
}
