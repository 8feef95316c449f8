using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Sdk.Fields;

/// <summary>A typed view met a value of another JSON type. Absent fields and <c>null</c> never lead to it.</summary>
public sealed class FieldTypeException : Exception
{
    internal FieldTypeException(Field field, string expected)
        : base($"`{field.Path}` should be {expected}, but it is {Words(field.Kind)}")
    {
        Path = field.Path;
        Expected = expected;
        Found = Words(field.Kind);
    }

    /// <summary>Where, exactly.</summary>
    public string Path { get; }

    /// <summary>What the API has there, in words: <c>a whole number</c>.</summary>
    public string Expected { get; }

    /// <summary>What the object has there, in words: <c>text</c>.</summary>
    public string Found { get; }

    private static string Words(ValueKind kind) => kind switch
    {
        ValueKind.Object => "an object",
        ValueKind.List => "a list",
        ValueKind.Text => "text",
        ValueKind.Number => "a number",
        ValueKind.True or ValueKind.False => "true or false",
        _ => "nothing",
    };
}
