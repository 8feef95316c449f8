using System.Text.Json;

namespace K8GuardScript.Core.Actions.Planning;

/// <summary>What a label or annotation said before an action wrote it: the <see cref="ActionRecord.Previous"/> of such an action.</summary>
/// <param name="Key">which</param>
/// <param name="Is">what was written</param>
/// <param name="Was">what it said before; null if it was not there</param>
internal sealed record MarkBefore(string Key, string Is, string? Was)
{
    public string ToJson() => JsonSerializer.Serialize(this);

    /// <returns>null if it is no such text</returns>
    public static MarkBefore? Parse(string previous)
    {
        try
        {
            return JsonSerializer.Deserialize<MarkBefore>(previous);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
