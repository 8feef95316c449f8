using System.Runtime.CompilerServices;

namespace K8GuardScript.Sdk.Fields;

/// <summary>
/// A text of an object, or its absence. Comparisons are ordinal (case counts, culture does not) and false when the text is
/// absent; converts to <c>string</c>, null when absent.
/// </summary>
public readonly struct Text : IItem<Text>, IEquatable<Text>
{
    private readonly string? value;

    internal Text(string? value) => this.value = value;

    /// <summary>True when there is a text, be it empty.</summary>
    public bool Exists => value is not null;

    /// <summary>True when there is no character: absent, or <c>""</c>. The API makes no difference between them.</summary>
    public bool IsEmpty => string.IsNullOrEmpty(value);

    /// <summary>The number of UTF-16 characters; 0 when absent.</summary>
    public int Length => value?.Length ?? 0;

    /// <inheritdoc cref="string.StartsWith(string)" />
    public bool StartsWith(string prefix) => value is not null && value.StartsWith(prefix, StringComparison.Ordinal);

    /// <inheritdoc cref="string.EndsWith(string)" />
    public bool EndsWith(string suffix) => value is not null && value.EndsWith(suffix, StringComparison.Ordinal);

    /// <inheritdoc cref="string.Contains(string)" />
    public bool Contains(string part) => value is not null && value.Contains(part, StringComparison.Ordinal);

    /// <summary>True when the text is one of these: <c>verb.Is("get", "list")</c>.</summary>
    public bool Is(params ReadOnlySpan<string> values)
    {
        foreach (var candidate in values)
        {
            if (this == candidate) return true;
        }

        return false;
    }

    /// <inheritdoc />
    public bool Equals(Text other) => string.Equals(value, other.value, StringComparison.Ordinal);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is Text other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => value?.GetHashCode(StringComparison.Ordinal) ?? 0;

    /// <summary>The text; empty when absent.</summary>
    public override string ToString() => value ?? "";

    /// <summary>The text; null when absent.</summary>
    public static implicit operator string?(Text text) => text.value;

    /// <summary>True when both are there and the same.</summary>
    public static bool operator ==(Text left, Text right) => left.value is not null && left.Equals(right);

    /// <summary>True unless both are there and the same.</summary>
    public static bool operator !=(Text left, Text right) => !(left == right);

    /// <summary>True when the text is there and the same, or absent and compared with <c>null</c>.</summary>
    public static bool operator ==(Text left, string? right) => string.Equals(left.value, right, StringComparison.Ordinal);

    /// <summary>The opposite of <c>==</c>.</summary>
    public static bool operator !=(Text left, string? right) => !(left == right);

    /// <summary>True when the text is there and the same, or absent and compared with <c>null</c>.</summary>
    public static bool operator ==(string? left, Text right) => right == left;

    /// <summary>The opposite of <c>==</c>.</summary>
    public static bool operator !=(string? left, Text right) => !(right == left);

    /// <summary>True when the text is absent.</summary>
    [OverloadResolutionPriority(1)] // `text == null` fits every other overload as well
    public static bool operator ==(Text text, Absent? _) => !text.Exists;

    /// <summary>True when there is a text, be it empty.</summary>
    [OverloadResolutionPriority(1)]
    public static bool operator !=(Text text, Absent? _) => text.Exists;

    static Text IItem<Text>.From(Field item) => item.AsText();
}
