namespace K8GuardScript.Sdk.Objects;

/// <summary>
/// What objects that are held together share: their recurring texts, and the lists of keys that their parts have. Every object
/// refers to the tables that it was read with. Bounded, whatever the objects hold: what no longer fits is kept with the object.
/// Safe from any thread.
/// </summary>
/// <param name="mostTexts">how many texts are shared</param>
/// <param name="mostChars">of how many characters altogether</param>
/// <param name="mostShapes">how many lists of keys are shared</param>
internal sealed class ObjectTables(
    int mostTexts = ObjectTables.MostTexts, int mostChars = ObjectTables.MostChars, int mostShapes = ObjectTables.MostShapes)
{
    public const int MostTexts = 1 << 18;

    /// <summary>Two bytes each, and some 40 for each text.</summary>
    public const int MostChars = 1 << 24;

    public const int MostShapes = 1 << 13;

    public TextTable Texts { get; } = new(mostTexts, mostChars);

    public ShapeTable Shapes { get; } = new(mostShapes);

    /// <summary>Whether some of what recurs is not shared any more.</summary>
    public bool IsFull => Texts.IsFull || Shapes.IsFull;
}
