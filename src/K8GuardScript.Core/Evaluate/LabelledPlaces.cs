using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Core.Evaluate;

/// <summary>Finds the places that were asked for by labels from the labels of an object. Not safe from several threads.</summary>
internal sealed class LabelledPlaces
{
    // by the first pair of each: whoever has all of the labels has that one
    private readonly Dictionary<(string Group, string Kind, string? Namespace, string Key, string Value), HashSet<NotedPlace>> byFirst = [];

    public void Add(NotedPlace place)
    {
        var bucket = BucketOf(place.Place);
        if (!byFirst.TryGetValue(bucket, out var places)) byFirst[bucket] = places = [];
        places.Add(place);
    }

    public void Remove(NotedPlace place)
    {
        var bucket = BucketOf(place.Place);
        if (byFirst.TryGetValue(bucket, out var places) && places.Remove(place) && places.Count == 0) byFirst.Remove(bucket);
    }

    /// <summary>The places whose labels an object has.</summary>
    /// <param name="group">of the object's kind</param>
    /// <param name="kind">of the object</param>
    /// <param name="item">the object</param>
    public IEnumerable<NotedPlace> Matching(string group, string kind, KubeObject item)
    {
        if (byFirst.Count == 0) yield break;
        foreach (var label in item.Root["metadata"]["labels"].Fields)
        {
            if (!label.Text.Exists) continue;
            var (key, value) = (label.Name, label.Text.ToString());
            foreach (var ns in (string?[])[item.Namespace, null])
            {
                if (!byFirst.TryGetValue((group, kind, ns, key, value), out var places)) continue;
                foreach (var place in places)
                {
                    if (place.Place.Labels!.Matches(item)) yield return place;
                }
            }
        }
    }

    private static (string Group, string Kind, string? Namespace, string Key, string Value) BucketOf(in AskedPlace place)
    {
        var (key, value) = place.Labels!.Pairs[0];
        return (place.Group, place.Kind, place.Namespace, key, value);
    }
}
