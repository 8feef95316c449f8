namespace K8GuardScript.Sdk.Objects;

/// <summary>Leaves members of one object out, each with the comma that parts it from the others. Told of every member, in order.</summary>
internal struct MemberCuts(ObjectCuts cuts)
{
    private long keptTo = -1;
    private long droppedFrom = -1;
    private long droppedTo;

    /// <param name="from">where its name begins</param>
    /// <param name="to">behind its value</param>
    public void Keep(long from, long to)
    {
        if (droppedFrom >= 0) cuts.Drop(droppedFrom, from);
        (droppedFrom, keptTo) = (-1, to);
    }

    /// <param name="from">where its name begins</param>
    /// <param name="to">behind its value</param>
    public void Drop(long from, long to)
    {
        if (keptTo >= 0)
        {
            cuts.Drop(keptTo, to);
            keptTo = to;
            return;
        }

        // nothing stands before it, so the comma to leave out is the one behind it, if another member follows
        if (droppedFrom < 0) droppedFrom = from;
        droppedTo = to;
    }

    /// <summary>To be called behind the last member.</summary>
    public readonly void End()
    {
        if (droppedFrom >= 0) cuts.Drop(droppedFrom, droppedTo);
    }
}
