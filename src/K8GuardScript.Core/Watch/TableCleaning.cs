using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Core.Watch;

/// <summary>
/// Moves all objects to new tables when it is time, a few at once, while everybody reads and writes. One thread at a time.
/// </summary>
internal sealed class TableCleaning(KindShelves shelves, TableGenerations generations)
{
    private readonly Queue<KindShelf> rest = [];
    private TapeMove? move;
    private KubeObject[] items = [];
    private int at;
    private bool hasLate;

    /// <summary>An object came that was read with tables that were current no more; it is looked for.</summary>
    public void Late() => Volatile.Write(ref hasLate, true);

    /// <param name="most">so many objects are looked at</param>
    /// <param name="isSettled">before that, all that comes is new</param>
    /// <returns>whether there is more to do</returns>
    public bool Slice(int most, bool isSettled)
    {
        if (move is null && !TryBegin(isSettled)) return false;
        for (; most > 0; most--)
        {
            if (Next() is not { } item) return !TryEnd();

            // INVARIANT: nothing else moves objects, so what is seen here stays as it is
            if (!ReferenceEquals(item.Tables, move!.Tables)) item.MoveTo(move);
        }

        return true;
    }

    private bool TryBegin(bool isSettled)
    {
        var areWorn = generations.AreWorn(isSettled);
        if (!areWorn && !Volatile.Read(ref hasLate)) return false;
        if (areWorn) generations.Renew();
        BeginRound();
        return true;
    }

    private void BeginRound()
    {
        Volatile.Write(ref hasLate, false);
        move = new TapeMove(generations.Current);
        foreach (var shelf in shelves.All) rest.Enqueue(shelf);
    }

    private KubeObject? Next()
    {
        while (at == items.Length)
        {
            if (!rest.TryDequeue(out var shelf)) return null;
            (items, at) = (shelf.All(), 0);
        }

        return items[at++];
    }

    // what was being read when the tables changed may have come meanwhile
    private bool TryEnd()
    {
        (move, items, at) = (null, [], 0);
        if (Volatile.Read(ref hasLate))
        {
            BeginRound();
            return false;
        }

        generations.Settle();
        return true;
    }
}
