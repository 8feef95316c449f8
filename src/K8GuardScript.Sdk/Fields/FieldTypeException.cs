using K8GuardScript.Sdk.Objects;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Sdk.Fields;

/// <summary>A typed view met a value of another JSON type. Absent fields and <c>null</c> never lead to it.</summary>
public sealed class FieldTypeException : Exception
{
    private const int LongestShown = 48;

    internal FieldTypeException(Field field, string expected)
        : this(field.Path, expected, Words(field)) => Place = field;

    private FieldTypeException(string path, string expected, string found)
        : base($"{path}: expected {expected}, found {found}") => (Path, Expected, Found) = (path, expected, found);

    internal Field Place { get; }

    /// <summary>Where, exactly.</summary>
    public string Path { get; }

    /// <summary>What the API has there, in words: <c>a whole number</c>.</summary>
    public string Expected { get; }

    /// <summary>What the object has there, in words, cut where it is long: <c>the text `three`</c>, <c>a list</c>.</summary>
    public string Found { get; }

    private static string Words(Field field) => field.Kind switch
    {
        ValueKind.Object => "an object",
        ValueKind.List => "a list",
        ValueKind.Text => $"the text `{Shown(field)}`",
        ValueKind.Number => $"the number {Shown(field)}",
        ValueKind.True => "true",
        ValueKind.False => "false",
        _ => "nothing",
    };

    private static string Shown(Field field) => PlainText.Clean(field.Beginning(4 * LongestShown), LongestShown);
}
