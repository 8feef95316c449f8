using System.Text;
using System.Text.Json;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Watch;
using K8GuardScript.Scripts.Compiling;

namespace K8GuardScript.Scripts.Loading;

/// <summary>Takes samples from what is watched.</summary>
internal sealed class StoredObjects(ObjectStore store) : IObjectSample
{
    private const int Most = 48;
    private const int MostBytes = 4 << 20;

    /// <inheritdoc />
    public IReadOnlyList<string> Of(IReadOnlyList<ReadKind> kinds)
    {
        var sample = new List<string>();
        var bytes = 0;
        foreach (var kind in kinds.Select(kind => KindName.Parse(kind.ApiVersion, kind.Kind)).Distinct())
        {
            foreach (var key in Spread(store.Keys(kind), Math.Max(1, Most / kinds.Count)))
            {
                if (Json(key) is not { } json || (bytes += json.Length) > MostBytes) continue;
                sample.Add(json);
            }
        }

        return sample;
    }

    /// <summary>One object as JSON; null if it is not there.</summary>
    public string? Json(ObjectKey key)
    {
        if (store.Get(key) is not { } item) return null;
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer)) item.WriteTo(writer);
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    // from all over the list, as neighbours are much alike
    private static IEnumerable<ObjectKey> Spread(IReadOnlyList<ObjectKey> keys, int most)
    {
        var count = Math.Min(most, keys.Count);
        for (var i = 0; i < count; i++) yield return keys[(int)((long)i * keys.Count / count)];
    }
}
