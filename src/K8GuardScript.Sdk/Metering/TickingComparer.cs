namespace K8GuardScript.Sdk.Metering;

/// <summary>Charges for each comparison of a sort, as long texts take long.</summary>
internal sealed class TickingComparer<T>(IComparer<T>? inner) : IComparer<T>
{
    private readonly IComparer<T> inner = inner ?? Comparer<T>.Default;

    public int Compare(T? x, T? y)
    {
        Fuel.Tick();
        return inner.Compare(x, y);
    }
}
