using System.Collections.Concurrent;

namespace K8GuardScript.Simulator.Faults;

/// <summary>
/// Says for each request whether something goes wrong with it: what was asked for, in the order in which it was asked, and then
/// what a seed brings. Requests for objects alone are struck; discovery is not. Thread-safe.
/// </summary>
public sealed class FaultInjection
{
    private readonly Lock gate = new();
    private readonly List<Fault> wanted = [];
    private readonly ConcurrentDictionary<FaultKind, int> struck = new();
    private readonly Dictionary<RequestVerb, int> ordinals = [];
    private Chaos? chaos;

    /// <summary>How often each kind has struck so far.</summary>
    public IReadOnlyDictionary<FaultKind, int> Struck => new Dictionary<FaultKind, int>(this.struck);

    /// <summary>What was asked for and has not struck yet.</summary>
    public IReadOnlyList<Fault> Waiting
    {
        get
        {
            lock (gate) return [.. wanted];
        }
    }

    /// <summary>Strikes the next requests that the fault is meant for.</summary>
    /// <exception cref="InvalidFaultException">it would never strike</exception>
    public void Add(Fault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        if (fault.Verb != "*" && !RequestVerb.All.Contains(fault.Verb))
            throw new InvalidFaultException($"`verb` is `{fault.Verb}`: must be one of {string.Join(", ", RequestVerb.All)}, or `*`");
        if (fault.Times < 1) throw new InvalidFaultException($"`times` is {fault.Times}: must be at least 1");
        if (fault.After < 0) throw new InvalidFaultException($"`after` is {fault.After}: must not be negative");
        if (fault.Code is not (500 or 502 or 503 or 504))
            throw new InvalidFaultException($"`code` is {fault.Code}: must be 500, 502, 503 or 504");
        if (fault.RetryAfter?.Any(char.IsControl) == true)
            throw new InvalidFaultException("`retryAfter` has a control character: must be seconds or a date, as a text");
        lock (gate) wanted.Add(fault);
    }

    /// <summary>
    /// From now on faults come by chance. The same seed brings the same faults to the same request of each verb and resource.
    /// </summary>
    /// <param name="seed">any number</param>
    /// <param name="share">of the requests that are struck, above 0 and up to 1</param>
    /// <exception cref="InvalidFaultException">the share is none</exception>
    public void Start(int seed, double share)
    {
        if (share is not (> 0 and <= 1)) throw new InvalidFaultException($"`share` is {share}: must be above 0 and at most 1");
        lock (gate)
        {
            chaos = new Chaos(seed, share);
            ordinals.Clear();
        }
    }

    /// <summary>Nothing goes wrong any more, save for what has begun: connections that are half open stay so.</summary>
    public void Stop()
    {
        lock (gate)
        {
            wanted.Clear();
            chaos = null;
        }
    }

    internal Fault? Next(RequestVerb request)
    {
        lock (gate)
        {
            var ordinal = ordinals[request] = ordinals.GetValueOrDefault(request) + 1;
            var at = wanted.FindIndex(fault => fault.Strikes(request));
            if (at < 0) return chaos?.Strike(request, ordinal);

            var found = wanted[at];
            if (found.Times == 1) wanted.RemoveAt(at);
            else wanted[at] = found with { Times = found.Times - 1 };
            return found;
        }
    }

    internal void Note(FaultKind kind) => this.struck.AddOrUpdate(kind, 1, (_, count) => count + 1);
}
