using System.Globalization;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Settings;

/// <summary>Reads what stands below <c>actions</c>.</summary>
/// <param name="zone">the file's time zone, for windows and freezes that name none</param>
internal sealed class ActionReader(TimeZoneInfo zone)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);
    private static readonly string[] Ends = ["from", "to"];
    private readonly ScopeReader scopes = new();

    public ActionSettings Read(SettingsMap map)
    {
        var defaults = new ActionSettings();
        var (budget, breaker) = (map.Map("budget"), map.Map("breaker"));
        var result = new ActionSettings
        {
            Paused = map.Flag("paused", false),
            Windows = [.. map.Maps("windows").Select(ReadWindow).OfType<ActionWindow>()],
            Freezes = [.. map.Maps("freezes").Select(ReadFreeze).OfType<ActionFreeze>()],
            PerHour = ReadLimit(budget, "perHour", defaults.PerHour),
            PerNamespacePerHour = ReadLimit(budget, "perNamespacePerHour", defaults.PerNamespacePerHour),
            BreakerShare = ReadShare(breaker) ?? defaults.BreakerShare,
            BreakerAtLeast = breaker.Count("atLeast", atLeast: 1) ?? defaults.BreakerAtLeast,
            BreakerWithin = breaker.Span("within", Shortest) ?? defaults.BreakerWithin,
            Soak = map.Span("soak", TimeSpan.Zero) ?? defaults.Soak,
            ActsOnGitOps = ReadGitOps(map),
            UndoHold = map.Span("undoHold", TimeSpan.Zero) ?? defaults.UndoHold,
            UndoWhenFixed = map.Flag("undoWhenFixed", defaults.UndoWhenFixed),
            MinimumAge = map.Span("minimumAge", TimeSpan.Zero) ?? defaults.MinimumAge,
            ProtectedNamespaces = map.Texts("protectedNamespaces"),
        };
        budget.RejectUnknownKeys();
        breaker.RejectUnknownKeys();
        map.RejectUnknownKeys();
        return result;
    }

    private ActionWindow? ReadWindow(SettingsMap map)
    {
        var days = DayReader.Read(map, "days");
        var (from, to) = (TimeReader.TimeOfDay(map, "from"), TimeReader.TimeOfDay(map, "to", isEnd: true));
        var own = TimeReader.Zone(map, zone);
        var scope = scopes.Read(map);
        map.RejectUnknownKeys();
        if (map.Has("from") != map.Has("to"))
        {
            var missing = map.Has("from") == true ? "to" : "from";
            map.Problem(missing, $"`{map.Path}` needs `{missing}` too, such as `{missing}: \"17:00\"`; without both it lasts for whole days");
            return null;
        }

        if (map.Has("from") != true) return map.IsMap && days is not null ? new ActionWindow(days, TimeOnly.MinValue, TimeOnly.MinValue, own, scope) : null;
        if (days is null || from is not { } start || to is not { } end) return null;
        if (start.Time != end.Time || end.IsMidnight) return new ActionWindow(days, start.Time, end.Time, own, scope);
        map.Problem("to", $"`{map.Path}` ends when it starts: write another time, or `from: \"00:00\", to: \"24:00\"` for the whole day");
        return null;
    }

    private ActionFreeze? ReadFreeze(SettingsMap map)
    {
        var own = TimeReader.Zone(map, zone);
        var (from, to) = (TimeReader.Instant(map, "from", own), TimeReader.Instant(map, "to", own, isEnd: true));
        var reason = PlainText.Clean(map.Text("reason") ?? "", 300);
        var scope = scopes.Read(map);
        map.RejectUnknownKeys();
        foreach (var key in Ends.Where(key => map.Has(key) == false))
            map.Problem(key, $"`{map.Path}` needs `{key}`: a date, such as `{key}: 2026-12-20`");
        if (from is not { } start || to is not { } end) return null;
        if (start < end) return new ActionFreeze(start, end, scope, reason);
        map.Problem("to", $"`{map.Path}` ends before it starts: `{map.Text("from")}` to `{map.Text("to")}`");
        return null;
    }

    // INVARIANT: what nobody can read never means more than the default.
    private static int? ReadLimit(SettingsMap map, string key, int? @default)
    {
        if (map.Has(key) != true) return @default;
        if (map.Raw(key) is { Scalar: "unlimited" }) return null;
        if (map.Raw(key) is { Scalar: { } text } && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit)) return limit;
        map.Problem(key, $"`{map.Path}.{key}` {Seen(map, key)}: expected a whole number, 0 to never act, or `unlimited`");
        return @default;
    }

    private static double? ReadShare(SettingsMap map)
    {
        if (map.Has("share") != true) return null;
        if (map.Raw("share")?.Scalar is { } text && TryParseShare(text, out var share) && share is > 0 and <= 1) return share;
        map.Problem("share", $"`{map.Path}.share` {Seen(map, "share")}: expected a share above 0 % and up to 100 %, such as `20%`");
        return null;
    }

    private static bool TryParseShare(string text, out double share)
    {
        const NumberStyles Plain = NumberStyles.AllowDecimalPoint;
        var isPercent = text.EndsWith('%');
        if (!double.TryParse(isPercent ? text[..^1].TrimEnd() : text, Plain, CultureInfo.InvariantCulture, out share)) return false;
        if (isPercent) share /= 100;
        return double.IsFinite(share);
    }

    private static bool ReadGitOps(SettingsMap map)
    {
        var word = map.Text("gitopsManaged");
        if (word is not (null or "warn" or "act"))
            map.Problem("gitopsManaged", $"`{map.Path}.gitopsManaged` is `{PlainText.Clean(word, 100)}`: expected `warn` or `act`");
        return word == "act";
    }

    private static string Seen(SettingsMap map, string key) => map.Raw(key) switch
    {
        { Scalar: { } text } => $"is `{PlainText.Clean(text, 100)}`",
        { Items: not null } => "is a list",
        _ => "is a map",
    };
}
