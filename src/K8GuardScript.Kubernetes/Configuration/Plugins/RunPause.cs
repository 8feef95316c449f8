namespace K8GuardScript.Kubernetes.Configuration.Plugins;

/// <summary>
/// When a plugin may be run again: at once, or after 1, 2, 4 … 60 s when it failed in a row, or when what it gave was
/// rejected in a row. Not safe to use from two tasks at once.
/// </summary>
internal sealed class RunPause(TimeProvider time)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    /// <summary>A credential that served this long was a good one.</summary>
    private static readonly TimeSpan Proven = TimeSpan.FromMinutes(1);

    private int setbacks;
    private bool wasRejected;
    private long since;
    private TimeSpan length;

    /// <summary>It may be run.</summary>
    public bool IsOver => time.GetElapsedTime(since) >= length;

    /// <summary>A run brought nothing.</summary>
    public void AfterFailure()
    {
        setbacks++;
        Start();
    }

    /// <summary>A run brought a credential; whether it is a good one is not yet known if the one before was rejected.</summary>
    public void AfterSuccess()
    {
        if (!wasRejected) setbacks = 0;
        length = TimeSpan.Zero;
        wasRejected = false;
    }

    /// <param name="age">of what was rejected</param>
    public void AfterRejection(TimeSpan age)
    {
        wasRejected = true;
        if (age >= Proven) setbacks = 0;

        // the first time another one is got at once: tokens are revoked early now and then
        Start();
        setbacks++;
    }

    private void Start()
    {
        since = time.GetTimestamp();
        length = setbacks == 0 ? TimeSpan.Zero : First * Math.Pow(2, Math.Min(setbacks - 1, 10));
        if (length > Longest) length = Longest;
    }
}
