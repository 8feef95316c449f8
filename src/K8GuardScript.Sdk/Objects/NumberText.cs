using System.Globalization;

namespace K8GuardScript.Sdk.Objects;

/// <summary>Reads JSON numbers from their exact text.</summary>
internal static class NumberText
{
    public static double? ToDouble(ReadOnlySpan<byte> text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    /// <summary>Null when the number has a fraction or needs more than 64 bits; <c>1e3</c> and <c>2.0</c> are whole.</summary>
    public static long? ToLong(ReadOnlySpan<byte> text)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)) return whole;
        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact)
            && exact == decimal.Truncate(exact) && exact is >= long.MinValue and <= long.MaxValue
            ? (long)exact
            : null;
    }
}
