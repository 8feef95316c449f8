using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Actions.Planning;

/// <summary>What is to be done to some object.</summary>
/// <param name="Verb">the action</param>
/// <param name="Mark">what a label or an annotation is to say; null for every other action</param>
/// <param name="Id">of the action; goes on the object</param>
/// <param name="Policy">goes on the object</param>
internal sealed record ActionIntent(ActionVerb Verb, ActionMark? Mark, string Id, string Policy);
