namespace K8GuardScript.Core.Scopes;

/// <summary>How a <see cref="LabelRequirement"/> compares.</summary>
internal enum LabelOperator
{
    /// <summary><c>a=b</c>, <c>a==b</c>, <c>a in (b, c)</c>: the label is there, with one of the values.</summary>
    In,

    /// <summary><c>a!=b</c>, <c>a notin (b, c)</c>: the label has none of the values, or is not there.</summary>
    NotIn,

    /// <summary><c>a</c>: the label is there.</summary>
    Exists,

    /// <summary><c>!a</c>: the label is not there.</summary>
    DoesNotExist,

    /// <summary><c>a&gt;1</c>: the label is there, is a whole number, and is greater.</summary>
    GreaterThan,

    /// <summary><c>a&lt;1</c>: the label is there, is a whole number, and is less.</summary>
    LessThan,
}
