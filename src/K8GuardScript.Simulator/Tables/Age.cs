using System.Globalization;
using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Storage;

namespace K8GuardScript.Simulator.Tables;

/// <summary>Times as kubectl shows them: how long ago, in two units at most (apimachinery duration.HumanDuration).</summary>
internal static class Age
{
    public static JsonNode Of(string? time, DateTimeOffset now) =>
        time is not null && DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.None, out var then)
            ? Text(now - then)
            : "<unknown>";

    public static JsonNode OfObject(JsonObject body, DateTimeOffset now) => Of(body.Metadata().Text("creationTimestamp"), now);

    public static string Text(TimeSpan age)
    {
        var seconds = (long)age.TotalSeconds;
        var (minutes, hours) = (seconds / 60, seconds / 3600);
        var (days, years) = (hours / 24, hours / 24 / 365);
        return seconds switch
        {
            < -1 => "<invalid>",
            < 0 => "0s",
            < 120 => $"{seconds}s",
            _ when minutes < 10 => Two(minutes, "m", seconds % 60, "s"),
            _ when minutes < 180 => $"{minutes}m",
            _ when hours < 8 => Two(hours, "h", minutes % 60, "m"),
            _ when hours < 48 => $"{hours}h",
            _ when days < 8 => Two(days, "d", hours % 24, "h"),
            _ when years < 2 => $"{days}d",
            _ when years < 8 => Two(years, "y", days % 365, "d"),
            _ => $"{years}y",
        };
    }

    private static string Two(long first, string firstUnit, long second, string secondUnit) =>
        second == 0 ? $"{first}{firstUnit}" : $"{first}{firstUnit}{second}{secondUnit}";
}
