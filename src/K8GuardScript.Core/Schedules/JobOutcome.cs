using K8GuardScript.Core.Cluster;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Schedules;

/// <summary>What a job wished. Holds nothing of the script.</summary>
/// <param name="Actions">each object once</param>
/// <param name="Undoes">names of schedules, each once</param>
/// <param name="Messages">each once</param>
/// <param name="Unseen">kinds that it listed and that are not known yet: its wishes are worth nothing before they are</param>
/// <param name="Fault">why it came to no end, for people; null if it did</param>
internal sealed record JobOutcome(
    IReadOnlyList<JobAction> Actions,
    IReadOnlyList<string> Undoes,
    IReadOnlyList<JobMessage> Messages,
    IReadOnlyList<KindName> Unseen,
    string? Fault);

/// <summary>An action that a job wished.</summary>
internal sealed record JobAction(KindName Kind, ObjectKey Target, string Uid, ActionVerb Verb, ActionMark? Mark);

/// <summary>A message that a job wished.</summary>
internal sealed record JobMessage(string Channel, string Text);
