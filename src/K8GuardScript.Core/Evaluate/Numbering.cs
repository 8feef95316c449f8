namespace K8GuardScript.Core.Evaluate;

/// <summary>Gives keys small numbers, so that what is said of a key very often needs no key beside it. Not safe from several threads.</summary>
/// <typeparam name="T">the keys</typeparam>
internal sealed class Numbering<T>
    where T : notnull
{
    private readonly Dictionary<T, int> numbers = [];
    private readonly List<(T Key, int Holders)> slots = [];
    private readonly Stack<int> free = [];

    /// <summary>The numbers in use.</summary>
    public IReadOnlyCollection<int> All => numbers.Values;

    public T this[int number] => slots[number].Key;

    /// <summary>The key's number; -1 if it has none.</summary>
    public int Find(T key) => numbers.TryGetValue(key, out var number) ? number : -1;

    /// <summary>The key's number, a new one if it has none, which it keeps until it was released as often as it was held.</summary>
    public int Hold(T key)
    {
        if (!numbers.TryGetValue(key, out var number))
        {
            if (!free.TryPop(out number))
            {
                number = slots.Count;
                slots.Add(default);
            }

            numbers.Add(key, number);
            slots[number] = (key, 0);
        }

        slots[number] = (key, slots[number].Holders + 1);
        return number;
    }

    public void Release(int number)
    {
        var (key, holders) = slots[number];
        if (holders > 1)
        {
            slots[number] = (key, holders - 1);
            return;
        }

        numbers.Remove(key);
        slots[number] = default;
        free.Push(number);
    }
}
