using System.Globalization;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Settings;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Guard.Breaking;

/// <summary>
/// Trips for a policy that suddenly finds fault with many objects that it passed before: then it only warns, across restarts, until a
/// person resumes it. Three that tripped trip all. Safe from any thread.
/// </summary>
/// <remarks>
/// INVARIANT: nothing of the ledger that may wait is called while this is locked, as openings are told from within the ledger's own lock.
/// </remarks>
internal sealed class Breaker
{
    /// <summary>So many tripped policies trip every other.</summary>
    public const int MostTripped = 3;

    // the whole cluster is gone through for it
    private static readonly TimeSpan BetweenCounts = TimeSpan.FromSeconds(30);

    private readonly Lock gate = new();
    private readonly Ledger ledger;
    private readonly Rulebook rulebook;
    private readonly IPassedObjects passedObjects;
    private readonly TimeProvider clock;
    private readonly Dictionary<string, Openings> openings = new(StringComparer.Ordinal);
    private readonly Dictionary<string, BreakerTrip> trips = new(StringComparer.Ordinal);
    private readonly List<BreakerTrip> untold = [];
    private readonly DateTimeOffset startedAt;
    private bool isCaughtUp;

    public Breaker(Ledger ledger, Rulebook rulebook, IPassedObjects passedObjects, TimeProvider clock)
    {
        (this.ledger, this.rulebook, this.passedObjects, this.clock) = (ledger, rulebook, passedObjects, clock);
        startedAt = clock.GetUtcNow();
        foreach (var fact in ledger.Facts(BreakerTrip.Prefix)) trips[fact.Key[BreakerTrip.Prefix.Length..]] = BreakerTrip.Parse(fact.Key, fact.Value);
        ledger.Opened += OnOpened;
    }

    /// <summary>One tripped, and that is written down. Told once, from <see cref="Look"/>.</summary>
    public event Action<BreakerTrip>? Tripped;

    /// <summary>The policies that tripped and were not resumed, in the order of their ids.</summary>
    public IReadOnlyList<BreakerTrip> Trips
    {
        get
        {
            lock (gate) return [.. trips.Values.Where(trip => trip.IsTripped).OrderBy(trip => trip.Policy, StringComparer.Ordinal)];
        }
    }

    /// <summary>Why a policy only warns, for people; null while it may act. It trips here at the latest.</summary>
    /// <param name="policy">a policy, or a variant of it</param>
    /// <param name="settings">when it trips</param>
    public string? WhyTripped(Policy policy, ActionSettings settings)
    {
        Check(policy.Root, settings);
        lock (gate)
        {
            if (trips.GetValueOrDefault(policy.Id) is { IsTripped: true } own) return $"{own.Why}: look at it, then `k8guard resume --policy {policy.Id}`";
            var others = trips.Values.Where(trip => trip.IsTripped).Select(trip => $"`{trip.Policy}`").Order(StringComparer.Ordinal).ToList();
            return others.Count >= MostTripped ? $"the breakers of {string.Join(", ", others)} tripped, which stops all policies" : null;
        }
    }

    /// <summary>Looks at every policy, writes down what tripped, and tells of it. Call it before each round of what is due.</summary>
    public void Look()
    {
        var edition = rulebook.Current;
        foreach (var policy in edition.Policies.All) Check(policy, edition.Settings.Actions);
        List<BreakerTrip> news;
        lock (gate) news = [.. untold];
        if (news.Count == 0) return;

        ledger.Commit(() => new LedgerChange { Facts = [.. news.Select(trip => new StoredFact(trip.Key, trip.ToJson()))] });
        lock (gate) untold.RemoveAll(news.Contains);
        foreach (var trip in news) Tripped?.Invoke(trip);
    }

    /// <summary>Lets a policy act again; what opened before counts no more.</summary>
    /// <param name="policy">its id</param>
    /// <param name="by">who, for people</param>
    /// <returns>false if it had not tripped</returns>
    public bool Resume(string policy, string by)
    {
        lock (gate)
        {
            if (trips.GetValueOrDefault(policy) is not { IsTripped: true }) return false;
        }

        var resumed = new BreakerTrip(policy, clock.GetUtcNow(), by, IsTripped: false);
        ledger.Commit(() => new LedgerChange { Facts = [new StoredFact(resumed.Key, resumed.ToJson())] });
        lock (gate)
        {
            trips[policy] = resumed;
            openings.Remove(policy);
            untold.RemoveAll(trip => trip.Policy == policy);
        }

        return true;
    }

    private void OnOpened(Episode episode)
    {
        lock (gate) Add(episode);
    }

    private void Add(Episode episode)
    {
        var id = episode.Key.Policy;
        if (trips.GetValueOrDefault(id) is { } trip && (trip.IsTripped || episode.OpenedAt <= trip.At)) return;
        if (!openings.TryGetValue(id, out var of)) openings[id] = of = new Openings();
        of.Add(episode.Key.Judged, episode.OpenedAt);
    }

    // what opened before this process came counts on; of what was fixed since nothing is known any more
    private void CatchUp(DateTimeOffset after)
    {
        if (isCaughtUp) return;
        isCaughtUp = true;
        foreach (var episode in ledger.Alive())
        {
            if (episode is { IsBaseline: false, Reverts: 0, State: not EpisodeState.Exempt } && episode.OpenedAt > after && episode.OpenedAt < startedAt)
                Add(episode);
        }
    }

    private void Check(Policy policy, ActionSettings settings)
    {
        HashSet<Cluster.ObjectKey> newly;
        lock (gate)
        {
            var after = clock.GetUtcNow() - settings.BreakerWithin;
            CatchUp(after);
            if (!openings.TryGetValue(policy.Id, out var of) || of.Count < settings.BreakerAtLeast) return;
            of.Forget(after);
            if (of.Count < settings.BreakerAtLeast) return;
            if (of.Counted is { } counted && clock.GetElapsedTime(counted.Timestamp) < BetweenCounts)
            {
                TripIfMany(policy.Id, of.Count, counted.Passed, settings);
                return;
            }

            newly = of.Objects();
        }

        var passed = passedObjects.Count(policy, newly);
        lock (gate)
        {
            if (!openings.TryGetValue(policy.Id, out var of)) return;
            of.Counted = (passed, clock.GetTimestamp());
            TripIfMany(policy.Id, of.Count, passed, settings);
        }
    }

    private void TripIfMany(string policy, int newly, int passed, ActionSettings settings)
    {
        if (newly < settings.BreakerShare * passed) return;
        var why = string.Create(
            CultureInfo.InvariantCulture,
            $"its breaker tripped: {newly} of {Math.Max(passed, newly)} objects that it judges newly violated within "
            + $"{Duration.Format(settings.BreakerWithin)}");
        var trip = trips[policy] = new BreakerTrip(policy, clock.GetUtcNow(), why);
        untold.Add(trip);
        openings.Remove(policy);
    }
}
