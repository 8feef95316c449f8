using K8GuardScript.Core.Record;

namespace K8GuardScript.Core.Escalate;

/// <param name="Warnings">episodes whose next warning is due, and whose owner has a channel</param>
/// <param name="Actions">episodes whose action is due</param>
/// <param name="Disarmed">episodes whose last warning announced an action that does not come into question now</param>
internal sealed record RoundResult(List<Outlook> Warnings, List<Outlook> Actions, List<EpisodeKey> Disarmed);
