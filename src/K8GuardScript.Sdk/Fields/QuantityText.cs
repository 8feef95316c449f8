using System.Globalization;

namespace K8GuardScript.Sdk.Fields;

/// <summary>Reads quantities as Kubernetes does (<c>k8s.io/apimachinery/pkg/api/resource</c>).</summary>
internal static class QuantityText
{
    // digits beyond these change nothing that a decimal could tell, and exponents beyond them only meet a bound
    private const int MostExponent = 60;
    private const int Billionths = 9;

    // amounts beyond 64 bits count as the most that 64 bits hold
    private const decimal Most = long.MaxValue;

    /// <summary>What it amounts to, a part of a billionth rounded away from zero; null when it is no quantity.</summary>
    public static decimal? Read(string text)
    {
        Metering.Fuel.ChargeText(text.Length);
        var end = 0;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] == '.' || (end == 0 && text[end] is '+' or '-'))) end++;
        if (!IsNumber(text.AsSpan(0, end)) || Unit(text.AsSpan(end)) is not var (factor, exponent)) return null;
        return Scaled(text.AsSpan(0, end), factor, exponent);
    }

    private static bool IsNumber(ReadOnlySpan<char> text)
    {
        text = text.TrimStart("+-");
        return text.IndexOfAnyInRange('0', '9') >= 0 && text.Count('.') <= 1;
    }

    private static (decimal Factor, int Exponent)? Unit(ReadOnlySpan<char> suffix) => suffix switch
    {
        "" => (1, 0),
        "n" => (1, -9),
        "u" => (1, -6),
        "m" => (1, -3),
        "k" => (1, 3),
        "M" => (1, 6),
        "G" => (1, 9),
        "T" => (1, 12),
        "P" => (1, 15),
        "E" => (1, 18),
        "Ki" => (1L << 10, 0),
        "Mi" => (1L << 20, 0),
        "Gi" => (1L << 30, 0),
        "Ti" => (1L << 40, 0),
        "Pi" => (1L << 50, 0),
        "Ei" => (1L << 60, 0),
        ['e' or 'E', .. var digits] => Exponent(digits) is { } exponent ? (1, exponent) : null,
        _ => null,
    };

    private static int? Exponent(ReadOnlySpan<char> digits) =>
        int.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent)
            ? Math.Clamp(exponent, -MostExponent, MostExponent)
            : null;

    private static decimal Scaled(ReadOnlySpan<char> text, decimal factor, int exponent)
    {
        // INVARIANT: a decimal overflows only far beyond what counts as the most, and is never asked for more
        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return text[0] == '-' ? -Most : Most;
        var negative = number < 0;
        var value = Math.Abs(number);
        for (; exponent > 0 && value is > 0 and <= Most; exponent--) value *= 10;
        if (value > Most / factor) return negative ? -Most : Most;
        value *= factor;
        var isTiny = false;
        for (; exponent < 0; exponent++)
        {
            var next = value / 10;
            isTiny |= next * 10 != value;
            value = next;
        }

        var rounded = Math.Round(value, Billionths, MidpointRounding.ToPositiveInfinity);
        if (isTiny && rounded == 0) rounded = 0.000000001m;
        return negative ? -rounded : rounded;
    }
}
