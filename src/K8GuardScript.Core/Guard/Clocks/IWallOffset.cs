namespace K8GuardScript.Core.Guard.Clocks;

/// <summary>Tells that monotonic time may have missed something: it stands still while the machine sleeps, the wall clock does not.</summary>
internal interface IWallOffset
{
    /// <summary>
    /// How far the machine's wall clock has moved more than monotonic time, since an instant that stays the same. Two readings differ when the
    /// machine slept between them, or somebody set the clock.
    /// </summary>
    TimeSpan WallOffset { get; }
}
