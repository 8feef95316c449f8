using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Core.Watch;

/// <summary>
/// The tables that objects are read with, and when it is time for new ones: tables only grow, so what nobody holds any more goes
/// only with them. Any thread may read; one at a time decides.
/// </summary>
/// <param name="make">makes empty tables</param>
/// <param name="fewest">fewer texts, or an eighth of them of shapes, are never worth it</param>
internal sealed class TableGenerations(Func<ObjectTables> make, int fewest)
{
    private ObjectTables current = make();
    private int texts = -1;
    private int shapes;

    public ObjectTables Current => Volatile.Read(ref current);

    /// <summary>Whether half of what the tables took is likely to be held by nobody.</summary>
    /// <param name="isSettled">before that, all that comes is new</param>
    public bool AreWorn(bool isSettled)
    {
        if (texts < 0 && isSettled) Settle();
        var tables = Current;
        if (texts < 0) return tables.IsFull;

        // INVARIANT: where nearly all that is full is held, new tables would be full as well, and again and again
        if (tables.Texts.IsFull && tables.Texts.Count - texts > texts / 3) return true;
        if (tables.Shapes.IsFull && tables.Shapes.Count - shapes > shapes / 3) return true;
        return tables.Texts.Count > Math.Max(fewest, 2 * texts) || tables.Shapes.Count > Math.Max(fewest / 8, 2 * shapes);
    }

    /// <summary>From now on objects are read with new tables.</summary>
    public void Renew()
    {
        Volatile.Write(ref current, make());
        (texts, shapes) = (0, 0);
    }

    /// <summary>What the tables took up to now is held.</summary>
    public void Settle() => (texts, shapes) = (Current.Texts.Count, Current.Shapes.Count);
}
