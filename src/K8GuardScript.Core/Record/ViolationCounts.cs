using K8GuardScript.Sdk.Authoring;

namespace K8GuardScript.Core.Record;

/// <summary>How many episodes there are, counted as they change. Safe from any thread.</summary>
internal sealed class ViolationCounts
{
    private readonly Lock gate = new();
    private readonly Dictionary<(string Policy, Severity Severity, string Kind), int> openByPolicy = [];
    private readonly Dictionary<(string Namespace, Severity Severity), int> openByNamespace = [];
    private readonly Dictionary<(string Policy, EpisodeState State), (int Count, int Warned)> states = [];

    /// <summary>How many are open or contained.</summary>
    public int Alive
    {
        get
        {
            lock (gate) return states.Sum(pair => pair.Key.State is EpisodeState.Open or EpisodeState.Contained or EpisodeState.Exempt ? pair.Value.Count : 0);
        }
    }

    /// <summary>How many are open, by policy, severity and kind.</summary>
    public Dictionary<(string Policy, Severity Severity, string Kind), int> OpenByPolicy()
    {
        lock (gate) return new(openByPolicy);
    }

    /// <summary>How many are open, by namespace and severity; those of objects without a namespace have an empty one.</summary>
    public Dictionary<(string Namespace, Severity Severity), int> OpenByNamespace()
    {
        lock (gate) return new(openByNamespace);
    }

    /// <summary>How many there are of each policy in each state, closed ones too.</summary>
    public IReadOnlyList<EpisodeCount> States()
    {
        lock (gate) return [.. states.Select(pair => new EpisodeCount(pair.Key.Policy, pair.Key.State, pair.Value.Count, pair.Value.Warned))];
    }

    /// <summary>Whether any episode of a policy is closed.</summary>
    public bool HasClosed(string policy)
    {
        lock (gate) return states.ContainsKey((policy, EpisodeState.Resolved)) || states.ContainsKey((policy, EpisodeState.Withdrawn));
    }

    /// <summary>Starts from what a store counted; what is open of it is told by <see cref="Opened"/>.</summary>
    public void Start(IEnumerable<EpisodeCount> stored)
    {
        lock (gate)
        {
            foreach (var count in stored) Add(states, (count.Policy, count.State), count.Count, count.Warned);
        }
    }

    /// <summary>An episode is there that a store counted already.</summary>
    public void Opened(Episode episode)
    {
        lock (gate) CountOpen(episode, 1);
    }

    /// <param name="before">the episode as it was, or null if it is new</param>
    /// <param name="now">as it is from now on</param>
    public void Changed(Episode? before, Episode now)
    {
        lock (gate)
        {
            if (before is not null) CountAll(before, -1);
            CountAll(now, 1);
        }
    }

    /// <summary>A store does not have an episode any more.</summary>
    public void Gone(Episode episode)
    {
        lock (gate) CountAll(episode, -1);
    }

    private void CountAll(Episode episode, int by)
    {
        Add(states, (episode.Key.Policy, episode.State), by, episode.AcceptedWarnings > 0 ? by : 0);
        CountOpen(episode, by);
    }

    private void CountOpen(Episode episode, int by)
    {
        if (episode.State != EpisodeState.Open) return;
        Add(openByPolicy, (episode.Key.Policy, episode.Severity, episode.Key.Object.Kind), by);
        Add(openByNamespace, (episode.Key.Object.Namespace, episode.Severity), by);
    }

    private static void Add<T>(Dictionary<T, int> counts, T under, int by)
        where T : notnull
    {
        var now = counts.GetValueOrDefault(under) + by;
        if (now == 0) counts.Remove(under);
        else counts[under] = now;
    }

    private static void Add<T>(Dictionary<T, (int Count, int Warned)> counts, T under, int by, int warned)
        where T : notnull
    {
        var known = counts.GetValueOrDefault(under);
        var now = (known.Count + by, known.Warned + warned);
        if (now.Item1 == 0) counts.Remove(under);
        else counts[under] = now;
    }
}
