namespace K8GuardScript.Sdk.Objects;

/// <summary>
/// The word at which an object or a list begins: how it is laid out, and its shape or its number of values. Values always follow
/// it at once, in order.
/// </summary>
internal static class Header
{
    /// <summary>An object whose keys are a shape of the tables; the payload is the shape.</summary>
    public const int Shaped = 0;

    /// <summary>An object whose keys follow its values, as <see cref="Word.Known"/> or <see cref="Word.Raw"/>.</summary>
    public const int Paired = 1;

    public const int List = 2;
}
