namespace K8GuardScript.Sdk.Registration;

/// <summary>What a script says about following up; null is for the settings file to say. The mark goes with the verbs that put one on.</summary>
internal sealed record EscalationWish(int? Warnings, TimeSpan? Every, TimeSpan? Grace, ActionVerb Action, ActionMark? Mark = null)
{
    /// <summary>A script that does not call <c>Escalate</c>: everything as the settings file says, and no action.</summary>
    public static EscalationWish None { get; } = new(null, null, null, ActionVerb.None);
}
