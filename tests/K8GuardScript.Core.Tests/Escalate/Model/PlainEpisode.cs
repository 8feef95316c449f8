using K8GuardScript.Core.Record;

namespace K8GuardScript.Core.Tests.Escalate.Model;

/// <summary>One violation as the design has it.</summary>
internal sealed class PlainEpisode
{
    public EpisodeState State { get; set; } = EpisodeState.Open;

    public DateTimeOffset OpenedAt { get; set; }

    public DateTimeOffset ClosedAt { get; set; }

    public bool IsBaseline { get; set; }

    public int Reverts { get; set; }

    /// <summary>Actions that took effect since it was opened for the first time, or after it was resolved.</summary>
    public int Actions { get; set; }

    /// <summary>How many reverts there were when it was acted on last.</summary>
    public int RevertsAtAction { get; set; } = -1;

    public int Accepted { get; set; }

    public DateTimeOffset? AcceptedAt { get; set; }

    /// <summary>The action that contains it.</summary>
    public string? ContainedBy { get; set; }

    public DateTimeOffset? HeldUntil { get; set; }

    /// <summary>The last warning, while an action may rest on it.</summary>
    public PlainWarning? Armed { get; set; }

    /// <summary>Whether a last warning announced an action for an object that was there before this one.</summary>
    public string? WarnedUid { get; set; }
}
