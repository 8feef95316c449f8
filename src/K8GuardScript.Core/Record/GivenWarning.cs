using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Record;

/// <summary>One message about one episode that a channel accepted, for the record.</summary>
/// <param name="Episode">about what</param>
/// <param name="At">when it was accepted</param>
/// <param name="Channel">who accepted it</param>
/// <param name="Counts">whether it counts towards an action</param>
/// <param name="Ordinal">1 for the first</param>
/// <param name="AnnouncedAction">what it announced</param>
internal sealed record GivenWarning(EpisodeKey Episode, DateTimeOffset At, string Channel, bool Counts, int Ordinal, ActionVerb AnnouncedAction);
