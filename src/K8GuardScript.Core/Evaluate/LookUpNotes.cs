using K8GuardScript.Core.Cluster;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Core.Evaluate;

/// <summary>
/// Which verdict asked for which places. There may be one for each object and policy, so a note is a few numbers in an array.
/// Not safe from several threads.
/// </summary>
internal sealed class LookUpNotes
{
    /// <summary>Stands for every object that a policy reads.</summary>
    public static readonly ObjectKey EveryObject;

    private const int None = -1;

    private readonly Numbering<string> policies = new();
    private readonly Numbering<ObjectKey> objects = new();
    private readonly Dictionary<(int Policy, int Object), int> firstOf = [];
    private readonly Dictionary<AskedPlace, NotedPlace> places = [];
    private readonly LabelledPlaces labelled = new();
    private Note[] notes = [];
    private int used;
    private int firstFree = None;

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Places that were asked for.</summary>
    public IEnumerable<NotedPlace> Places => places.Values;

    /// <summary>The place, if somebody asked for exactly that.</summary>
    public NotedPlace? At(in AskedPlace place) => places.GetValueOrDefault(place);

    /// <inheritdoc cref="LabelledPlaces.Matching" />
    public IEnumerable<NotedPlace> Matching(KindName kind, KubeObject item) => labelled.Matching(kind.Group, kind.Kind, item);

    public bool HasAnyOf(string policy) => policies.Find(policy) >= 0;

    /// <summary>Notes that a verdict asked for a place in a run.</summary>
    public void Add(string policy, in ObjectKey asking, in AskedPlace asked, long run)
    {
        var (policyNumber, objectNumber) = (policies.Find(policy), objects.Find(asking));
        var hasAsked = firstOf.TryGetValue((policyNumber, objectNumber), out var first);
        if (!places.TryGetValue(asked, out var place)) place = AddPlace(asked);
        for (var at = hasAsked ? first : None; at != None; at = notes[at].NextOfAsker)
        {
            if (!ReferenceEquals(notes[at].Place, place)) continue;
            notes[at].Run = Math.Max(notes[at].Run, run);
            return;
        }

        if (!hasAsked) (policyNumber, objectNumber) = (policies.Hold(policy), objects.Hold(asking));
        var free = TakeFree();
        notes[free] = new Note
        {
            Policy = policyNumber,
            Object = objectNumber,
            Place = place,
            Run = run,
            NextOfAsker = hasAsked ? first : None,
            NextAtPlace = place.First,
            BeforeAtPlace = None,
        };
        if (place.First != None) notes[place.First].BeforeAtPlace = free;
        place.First = free;
        firstOf[(policyNumber, objectNumber)] = free;
        Count++;
    }

    /// <summary>Drops what a verdict asked for in earlier runs alone.</summary>
    public void DropBefore(string policy, in ObjectKey asking, long run)
    {
        var asker = (policies.Find(policy), objects.Find(asking));
        if (firstOf.ContainsKey(asker)) DropBefore(asker, run);
    }

    /// <summary>Drops what any verdict on an object asked for.</summary>
    public void Drop(in ObjectKey asking)
    {
        var number = objects.Find(asking);
        if (number < 0) return;
        foreach (var policy in policies.All.ToList())
        {
            if (firstOf.ContainsKey((policy, number))) DropBefore((policy, number), long.MaxValue);
        }
    }

    /// <summary>Drops what verdicts asked for that are not made any more.</summary>
    public void Keep(Func<string, ObjectKey, bool> isMade)
    {
        var over = firstOf.Keys.Where(asker => !isMade(policies[asker.Policy], objects[asker.Object])).ToList();
        foreach (var asker in over) DropBefore(asker, long.MaxValue);
    }

    /// <summary>The verdicts that asked for a place.</summary>
    public IEnumerable<(string Policy, ObjectKey Asking)> AskersOf(NotedPlace place)
    {
        for (var at = place.First; at != None; at = notes[at].NextAtPlace) yield return (policies[notes[at].Policy], objects[notes[at].Object]);
    }

    private NotedPlace AddPlace(in AskedPlace asked)
    {
        var place = places[asked] = new NotedPlace(asked);
        if (asked.Labels is not null) labelled.Add(place);
        return place;
    }

    private int TakeFree()
    {
        if (firstFree != None)
        {
            var free = firstFree;
            firstFree = notes[free].NextOfAsker;
            return free;
        }

        if (used == notes.Length) Array.Resize(ref notes, Math.Max(64, used + (used / 2)));
        return used++;
    }

    private void DropBefore((int Policy, int Object) asker, long run)
    {
        var last = None;
        for (var at = firstOf[asker]; at != None;)
        {
            var next = notes[at].NextOfAsker;
            if (notes[at].Run >= run) last = at;
            else
            {
                if (last != None) notes[last].NextOfAsker = next;
                else if (next != None) firstOf[asker] = next;
                else Release(asker);
                Free(at);
            }

            at = next;
        }
    }

    private void Release((int Policy, int Object) asker)
    {
        firstOf.Remove(asker);
        policies.Release(asker.Policy);
        objects.Release(asker.Object);
    }

    private void Free(int at)
    {
        var (place, before, next) = (notes[at].Place!, notes[at].BeforeAtPlace, notes[at].NextAtPlace);
        if (before != None) notes[before].NextAtPlace = next;
        else place.First = next;
        if (next != None) notes[next].BeforeAtPlace = before;
        if (place.First == None)
        {
            places.Remove(place.Place);
            if (place.Place.Labels is not null) labelled.Remove(place);
        }

        notes[at] = new Note { NextOfAsker = firstFree };
        firstFree = at;
        Count--;
    }

    private struct Note
    {
        public NotedPlace? Place;
        public long Run;
        public int Policy;
        public int Object;
        public int NextOfAsker;
        public int NextAtPlace;
        public int BeforeAtPlace;
    }
}
