using System.Text.Json.Nodes;

namespace K8GuardScript.Policies.Tests;

/// <summary>Objects with holes: members and items are missing, null or empty at random. The same seed, the same objects.</summary>
internal static class PrunedObjects
{
    /// <summary>A copy of an object with some of its parts taken out.</summary>
    public static JsonObject Of(JsonObject whole, int seed)
    {
        var random = new Random(seed);
        var pruned = (JsonObject)whole.DeepClone();

        // most holes are deep: what lacks its spec tells nothing of what lies in one
        var share = random.Next(2, 30);
        Prune(pruned, random, share, depth: 0);
        return pruned;
    }

    private static void Prune(JsonNode? node, Random random, int share, int depth)
    {
        if (node is JsonObject members)
        {
            foreach (var name in members.Select(member => member.Key).ToList())
            {
                if (depth == 0 && name is "kind" or "apiVersion") continue;
                if (random.Next(100) >= share / (depth == 0 ? 4 : 1)) Prune(members[name], random, share, depth + 1);
                else if (random.Next(3) > 0) members.Remove(name);
                else members[name] = Emptied(members[name], random);
            }
        }
        else if (node is JsonArray items)
        {
            for (var i = items.Count - 1; i >= 0; i--)
            {
                if (random.Next(100) >= share) Prune(items[i], random, share, depth + 1);
                else if (random.Next(2) == 0) items.RemoveAt(i);
                else items[i] = Emptied(items[i], random);
            }
        }
    }

    // never of another type: the API server would not have taken it
    private static JsonNode? Emptied(JsonNode? value, Random random) => random.Next(2) == 0 ? null : value switch
    {
        JsonObject => new JsonObject(),
        JsonArray => new JsonArray(),
        JsonValue text when text.TryGetValue<string>(out _) => JsonValue.Create(""),
        _ => null,
    };
}
