using System.Runtime.CompilerServices;

namespace K8GuardScript.Sdk.Fields;

/// <summary>
/// An amount of a resource, such as <c>100m</c>, <c>1Gi</c>, <c>2</c>: compared by what it amounts to, so that <c>1000m</c> is
/// <c>1</c>. Comparisons with an absent one are false.
/// </summary>
public readonly struct Quantity : IItem<Quantity>, IView, IEquatable<Quantity>
{
    private readonly Field at;

    private Quantity(Field at, decimal? value) => (this.at, Value) = (at, value);

    /// <summary>The amount in its unit: cores, bytes, pieces. Exact to a billionth; null when absent.</summary>
    public decimal? Value { get; }

    /// <summary>True when there is one.</summary>
    public bool Exists => Value is not null;

    /// <inheritdoc cref="Field.Path" />
    public string Path => at.Path;

    Field IView.Place => at;

    /// <summary>Reads an amount to compare with: <c>limits["memory"] &gt; Quantity.Of("1Gi")</c>.</summary>
    /// <exception cref="FormatException">this is no quantity</exception>
    public static Quantity Of(string text) => QuantityText.Read(text) is { } value
        ? new Quantity(default, value)
        : throw new FormatException($"`{text}` is no quantity such as 100m, 1Gi or 2");

    static Quantity IItem<Quantity>.From(Field item)
    {
        if (!item.Exists) return new Quantity(item, null);
        var isScalar = item.Kind is Objects.ValueKind.Text or Objects.ValueKind.Number;
        return (isScalar ? QuantityText.Read(item.ToString()) : null) is { } value
            ? new Quantity(item, value)
            : throw new FieldTypeException(item, "a quantity such as 100m or 1Gi");
    }

    /// <summary>Less than the other; false when one is absent.</summary>
    public static bool operator <(Quantity left, Quantity right) => left.Value < right.Value;

    /// <summary>More than the other; false when one is absent.</summary>
    public static bool operator >(Quantity left, Quantity right) => left.Value > right.Value;

    /// <summary>At most the other; false when one is absent.</summary>
    public static bool operator <=(Quantity left, Quantity right) => left.Value <= right.Value;

    /// <summary>At least the other; false when one is absent.</summary>
    public static bool operator >=(Quantity left, Quantity right) => left.Value >= right.Value;

    /// <summary>True when both are there and amount to the same.</summary>
    public static bool operator ==(Quantity left, Quantity right) => left.Exists && left.Value == right.Value;

    /// <summary>True unless both are there and amount to the same.</summary>
    public static bool operator !=(Quantity left, Quantity right) => !(left == right);

    /// <summary>True when there is none.</summary>
    [OverloadResolutionPriority(1)] // `quantity == null` fits the other overload as well
    public static bool operator ==(Quantity quantity, Absent? _) => !quantity.Exists;

    /// <summary>True when there is one.</summary>
    [OverloadResolutionPriority(1)]
    public static bool operator !=(Quantity quantity, Absent? _) => quantity.Exists;

    /// <summary>True when both amount to the same, or both are absent.</summary>
    public bool Equals(Quantity other) => Value == other.Value;

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is Quantity other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => Value.GetHashCode();

    /// <summary>As it was written; empty when absent.</summary>
    public override string ToString() => at.ToString();
}
