using System.Text.Json;

namespace K8GuardScript.Core.Guard.Breaking;

/// <summary>That a policy's breaker tripped, or that a person resumed the policy after it did.</summary>
/// <param name="Policy">the policy's id</param>
/// <param name="At">when</param>
/// <param name="Why">for people: what tripped it, or who resumed it</param>
/// <param name="IsTripped">false once it was resumed: kept, so that what opened before is not counted again</param>
internal sealed record BreakerTrip(string Policy, DateTimeOffset At, string Why, bool IsTripped = true)
{
    /// <summary>What the keys of facts begin with.</summary>
    public const string Prefix = "breaker/";

    public string Key => Prefix + Policy;

    public string ToJson() => JsonSerializer.Serialize(this);

    /// <summary>What can't be read is taken for tripped.</summary>
    public static BreakerTrip Parse(string key, string? json)
    {
        var unreadable = new BreakerTrip(key[Prefix.Length..], default, "what was written down of its breaker can't be read");
        try
        {
            return json is null ? unreadable : JsonSerializer.Deserialize<BreakerTrip>(json) ?? unreadable;
        }
        catch (JsonException)
        {
            return unreadable;
        }
    }
}
