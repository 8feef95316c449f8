using System.Globalization;
using System.Runtime.CompilerServices;

namespace K8GuardScript.Sdk.Metering;

/// <summary>Takes the pieces of a script's <c>$"…"</c>, and looks at their sizes before it copies them.</summary>
[InterpolatedStringHandler]
public ref struct MeteredText
{
    private DefaultInterpolatedStringHandler text;

    /// <summary>Called by compiled scripts.</summary>
    /// <param name="literalLength">characters between the holes</param>
    /// <param name="formattedCount">number of holes</param>
    public MeteredText(int literalLength, int formattedCount) =>
        text = new DefaultInterpolatedStringHandler(literalLength, formattedCount, CultureInfo.InvariantCulture);

    /// <summary>Adds what stands between two holes.</summary>
    public void AppendLiteral(string value) => text.AppendLiteral(value);

    /// <summary>Adds a text.</summary>
    public void AppendFormatted(string? value)
    {
        Expect(value?.Length ?? 0);
        text.AppendFormatted(value);
    }

    /// <summary>Adds characters.</summary>
    public void AppendFormatted(scoped ReadOnlySpan<char> value)
    {
        Expect(value.Length);
        text.AppendFormatted(value);
    }

    /// <summary>Adds a value.</summary>
    public void AppendFormatted<T>(T value)
    {
        text.AppendFormatted(value);
        Expect(0);
    }

    /// <summary>Adds a value in a format.</summary>
    public void AppendFormatted<T>(T value, string? format)
    {
        text.AppendFormatted(value, Metered.Format(format));
        Expect(0);
    }

    /// <summary>Adds a value, filled up with spaces.</summary>
    public void AppendFormatted<T>(T value, int alignment)
    {
        Expect(Math.Abs((long)alignment));
        text.AppendFormatted(value, alignment);
        Expect(0);
    }

    /// <summary>Adds a value in a format, filled up with spaces.</summary>
    public void AppendFormatted<T>(T value, int alignment, string? format)
    {
        Expect(Math.Abs((long)alignment));
        text.AppendFormatted(value, alignment, Metered.Format(format));
        Expect(0);
    }

    internal string Build()
    {
        Fuel.ChargeText(text.Text.Length);
        return text.ToStringAndClear();
    }

    private readonly void Expect(long more)
    {
        // each piece is paid for once, or a text of many small ones would cost the square of its length
        if (more > 0) Fuel.ChargeText(more);
        if (text.Text.Length + more > Fuel.LongestText) Fuel.ChargeText(text.Text.Length + more);
    }
}
