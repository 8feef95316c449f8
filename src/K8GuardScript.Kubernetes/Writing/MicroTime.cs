using System.Globalization;

namespace K8GuardScript.Kubernetes.Writing;

/// <summary>A <c>meta.k8s.io/v1 MicroTime</c>: the server refuses anything but exactly six digits behind the second.</summary>
internal static class MicroTime
{
    public static string Format(DateTimeOffset time) =>
        time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    /// <returns>null when it is no time; what others wrote is read with any number of digits</returns>
    public static DateTimeOffset? TryParse(string text) =>
        DateTimeOffset.TryParseExact(
            text, "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : null;
}
