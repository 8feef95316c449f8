using System.Globalization;

namespace K8GuardScript.Sdk.Fields;

/// <summary>What the API takes as a number or as a text: ports by number or name, counts or percentages (<c>25%</c>).</summary>
public readonly struct IntOrString : IItem<IntOrString>, IView
{
    private readonly Field at;

    internal IntOrString(Field at) => this.at = at;

    /// <inheritdoc cref="Field.Exists" />
    public bool Exists => at.Exists;

    /// <inheritdoc cref="Field.Path" />
    public string Path => at.Path;

    /// <summary>The number, if it is one.</summary>
    public int? Number => at.Integer is >= int.MinValue and <= int.MaxValue and var number ? (int)number : null;

    /// <summary>The text, if it is one: a port's name, a percentage.</summary>
    public Text Text => at.Text;

    /// <summary>25 for <c>25%</c>; null for whatever is no percentage.</summary>
    public int? Percent => at.Text.EndsWith("%")
        && int.TryParse(at.Text.ToString().AsSpan()[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var percent)
        ? percent
        : null;

    Field IView.Place => at;

    static IntOrString IItem<IntOrString>.From(Field item) =>
        !item.Exists || item.Text.Exists || item.Integer is >= int.MinValue and <= int.MaxValue
            ? new IntOrString(item)
            : throw new FieldTypeException(item, "a whole number of 32 bits, or text");

    /// <summary>True when there is no value.</summary>
    public static bool operator ==(IntOrString value, Absent? _) => !value.Exists;

    /// <summary>True when there is a value.</summary>
    public static bool operator !=(IntOrString value, Absent? _) => value.Exists;

    /// <summary>True for the same place in the same object.</summary>
    public override bool Equals(object? obj) => obj is IntOrString other && at.Equals(other.at);

    /// <inheritdoc />
    public override int GetHashCode() => at.GetHashCode();

    /// <summary>The number or text as it was written; empty when absent.</summary>
    public override string ToString() => at.ToString();
}
