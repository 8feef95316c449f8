using System.Text.Json.Nodes;

namespace K8GuardScript.Simulator.Writing;

/// <summary>RFC 7396: objects merge, null removes, everything else replaces.</summary>
internal sealed class MergePatch(JsonObject patch) : IPatch
{
    public JsonObject Apply(JsonObject body)
    {
        Merge(body, patch);
        return body;
    }

    private static void Merge(JsonObject target, JsonObject changes)
    {
        foreach (var (key, value) in changes)
        {
            if (value is null) target.Remove(key);
            else if (value is not JsonObject inner) target[key] = value.DeepClone();
            else
            {
                if (target[key] is not JsonObject existing) target[key] = existing = [];
                Merge(existing, inner);
            }
        }
    }
}
