using K8GuardScript.Sdk.Fields;

namespace K8GuardScript.Sdk.Operators;

/// <summary>How keys are ordered: texts ordinally, absent ones first; everything else by its own order.</summary>
internal static class KeyOrder
{
    public static IComparer<T> Of<T>()
    {
        if (typeof(T) == typeof(string)) return (IComparer<T>)(object)StringComparer.Ordinal;
        if (typeof(T) == typeof(Text)) return (IComparer<T>)(object)Comparer<Text>.Create((a, b) => string.CompareOrdinal(a, b));
        return Comparer<T>.Default;
    }
}
