namespace K8GuardScript.Sdk.Fields;

/// <summary>What a list in an object can hold: texts, views, untyped fields.</summary>
/// <typeparam name="TSelf">the implementing type</typeparam>
public interface IItem<TSelf>
    where TSelf : struct
{
    /// <summary>Reads an item of a list.</summary>
    /// <exception cref="FieldTypeException">the item is of another JSON type</exception>
    internal static abstract TSelf From(Field item);
}
