namespace K8GuardScript.Kubernetes.Watching;

/// <summary>
/// How long to wait after failures (client-go reflector): 0.8 s, twice as long each time up to 30 s, and up to the same again
/// by chance, so that clients that failed together do not come back together.
/// </summary>
/// <param name="random">the chance</param>
/// <param name="cap">what waits grow to instead of 30 s, before chance is added</param>
internal sealed class GrowingWait(Random random, TimeSpan cap)
{
    /// <summary>What waits grow to, before chance is added.</summary>
    public static readonly TimeSpan Cap = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan First = TimeSpan.FromSeconds(0.8);

    private TimeSpan next = First;

    /// <summary>Waits grow to <see cref="Cap"/>.</summary>
    public GrowingWait(Random random)
        : this(random, Cap)
    {
    }

    /// <summary>The wait after one more failure.</summary>
    public TimeSpan Next()
    {
        var wait = Jittered(next);
        next = next * 2 < cap ? next * 2 : cap;
        return wait;
    }

    /// <summary>The wait before something is asked again that will hardly have changed; failures are not counted by it.</summary>
    public TimeSpan AtCap() => Jittered(cap);

    /// <summary>Things work again.</summary>
    public void Reset() => next = First;

    private TimeSpan Jittered(TimeSpan wait) => wait * (1 + random.NextDouble());
}
