using System.Globalization;

namespace K8GuardScript.Simulator.Controllers;

/// <summary>Reads times of the wire.</summary>
internal static class Times
{
    /// <param name="otherwise">for what is absent or no time</param>
    public static DateTimeOffset Parse(string? text, DateTimeOffset otherwise) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : otherwise;
}
