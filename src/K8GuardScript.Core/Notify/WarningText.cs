using System.Globalization;
using System.Text;

namespace K8GuardScript.Core.Notify;

/// <summary>Words a warning for its owner, before any escaping for where it goes.</summary>
internal static class WarningText
{
    /// <summary>The head: <c>Last warning (3 of 3)</c>.</summary>
    public static string Head(Warning warning) => string.Create(
        CultureInfo.InvariantCulture, $"{(warning.IsLast ? "Last warning" : "Warning")} ({warning.Ordinal} of {warning.Of})");

    /// <summary>What it is about, and for a last warning what will be done and when.</summary>
    /// <param name="warning">the warning</param>
    /// <param name="now">decides whether a time of day is enough</param>
    /// <param name="zone">the zone in which the time is told</param>
    public static string Subject(Warning warning, DateTimeOffset now, TimeZoneInfo zone)
    {
        var target = warning.Episode.Key.Object;
        var name = target.Namespace.Length == 0 ? target.Name : $"{target.Namespace}/{target.Name}";
        var what = $"{target.Kind} `{name}`";
        return warning switch
        {
            { IsLast: true, ActionAfter: { } after } => $"{what} will be {warning.Outcome} after {Time(after, now, zone)}",
            { Outcome.Length: > 0, ActionAfter: { } after } =>
                $"{what} will be {warning.Outcome} after warning {warning.Of}, at the earliest {Time(after, now, zone)}, if this stays so",
            { IsLast: true } => $"{what}. Nothing will be changed",
            _ => what,
        };
    }

    /// <summary>Everything in one line of plain text.</summary>
    public static string OneLine(Warning warning, DateTimeOffset now, TimeZoneInfo zone)
    {
        var text = new StringBuilder().Append(Head(warning)).Append(": ").Append(Subject(warning, now, zone)).Append(". ")
            .Append(Sentence(warning.Episode.Message));
        if (warning.Fix.Length > 0) text.Append(" Fix: ").Append(warning.Fix.TrimEnd('.')).Append('.');
        return text.ToString();
    }

    /// <summary>A finding's words as a sentence.</summary>
    public static string Sentence(string message)
    {
        if (message.Length == 0) return message;
        var start = char.ToUpperInvariant(message[0]) + message[1..];
        return message[^1] is '.' or '!' or '?' ? start : $"{start}.";
    }

    /// <summary>An instant as people read it: <c>Mon 23 Nov 09:00 UTC+01:00</c>.</summary>
    /// <param name="instant">when</param>
    /// <param name="now">decides whether the seconds matter</param>
    /// <param name="zone">in whose time it is told</param>
    public static string Time(DateTimeOffset instant, DateTimeOffset now, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(instant, zone);
        var format = instant - now < TimeSpan.FromHours(1) ? "ddd d MMM HH:mm:ss" : "ddd d MMM HH:mm";
        var zoneName = local.Offset == TimeSpan.Zero ? "UTC" : local.ToString("'UTC'zzz", CultureInfo.InvariantCulture);
        return $"{local.ToString(format, CultureInfo.InvariantCulture)} {zoneName}";
    }
}
