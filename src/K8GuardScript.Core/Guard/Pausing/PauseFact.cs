using System.Text.Json;

namespace K8GuardScript.Core.Guard.Pausing;

/// <summary>What is remembered of the latest pause or resume.</summary>
/// <param name="Paused">whether it was a pause</param>
/// <param name="At">when</param>
/// <param name="By">who, for people</param>
/// <param name="Why">for people; may be empty</param>
internal sealed record PauseFact(bool Paused, DateTimeOffset At, string By, string Why)
{
    public const string Key = "pause";

    public string ToJson() => JsonSerializer.Serialize(this);

    /// <summary>What can't be read pauses.</summary>
    public static PauseFact? Parse(string? json)
    {
        if (json is null) return null;
        var unreadable = new PauseFact(true, default, "somebody", "what was written down of it can't be read");
        try
        {
            return JsonSerializer.Deserialize<PauseFact>(json) ?? unreadable;
        }
        catch (JsonException)
        {
            return unreadable;
        }
    }
}
