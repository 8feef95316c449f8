using System.Text.Json;

namespace K8GuardScript.Core.Policies;

/// <summary>What is remembered of one policy's time with the guard.</summary>
/// <param name="Since">when it came; a policy that was away for longer than counts are kept has come anew</param>
/// <param name="IsBaselineOpen">what was there when it came is not all judged yet</param>
/// <param name="GoneAt">since when it is not in force; null while it is</param>
/// <param name="Revisions">since when each revision is in force that is now, of the policy and of its variants</param>
internal sealed record PolicyLife(
    DateTimeOffset Since, bool IsBaselineOpen, DateTimeOffset? GoneAt, IReadOnlyDictionary<string, DateTimeOffset> Revisions)
{
    /// <param name="json">what <see cref="ToJson"/> wrote</param>
    /// <exception cref="JsonException">it is something else</exception>
    public static PolicyLife Parse(string json) =>
        JsonSerializer.Deserialize<PolicyLife>(json) is { Revisions: not null } life ? life : throw new JsonException("not the life of a policy");

    public string ToJson() => JsonSerializer.Serialize(this);

    /// <summary>Whether nothing would be written that is not there already.</summary>
    public bool IsSame(PolicyLife other) =>
        Since == other.Since
        && IsBaselineOpen == other.IsBaselineOpen
        && GoneAt == other.GoneAt
        && Revisions.Count == other.Revisions.Count
        && Revisions.All(pair => other.Revisions.TryGetValue(pair.Key, out var since) && since == pair.Value);
}
