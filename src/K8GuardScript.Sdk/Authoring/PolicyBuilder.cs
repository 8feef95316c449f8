using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Sdk.Authoring;

/// <summary>Says more about the policy; every call is optional, and of two the last counts.</summary>
public sealed class PolicyBuilder
{
    private readonly PolicyDraft draft;

    internal PolicyBuilder(PolicyDraft draft) => this.draft = draft;

    /// <summary>The violation's type in K8Guard's API; by default the id in capitals, with <c>_</c> for <c>-</c>.</summary>
    public PolicyBuilder Code(string code)
    {
        draft.Code = code;
        return this;
    }

    /// <summary>Why this is a violation, for the owner of the object.</summary>
    public PolicyBuilder Why(string reason)
    {
        draft.Why = reason;
        return this;
    }

    /// <summary>What the owner should do: <c>push the image to one of the approved registries</c>.</summary>
    public PolicyBuilder Fix(string advice)
    {
        draft.Fix = advice;
        return this;
    }

    /// <summary>The controls of a standard that this policy helps to meet: <c>CIS 5.2.2</c>.</summary>
    public PolicyBuilder Controls(params string[] controls)
    {
        draft.Controls = [.. controls];
        return this;
    }

    /// <summary>
    /// How to follow up. What is left out is as the settings file says; what the settings file says for this policy wins.
    /// </summary>
    /// <param name="warnings">how many warnings come before the action, from 1</param>
    /// <param name="every">the time between two warnings, and between the last one and the action: above zero, at most ten years</param>
    /// <param name="action">what to do after the last warning</param>
    /// <param name="grace">the time between the first sight and the first warning: at most ten years</param>
    public PolicyBuilder Escalate(int? warnings = null, TimeSpan? every = null, Act? action = null, TimeSpan? grace = null)
    {
        if (warnings < 1) draft.Problem($"`warnings` of `Escalate` is {warnings}: at least 1");
        if (every <= TimeSpan.Zero || every > Duration.Longest) draft.Problem($"`every` of `Escalate` is {every}: above zero, at most ten years");
        if (grace < TimeSpan.Zero || grace > Duration.Longest) draft.Problem($"`grace` of `Escalate` is {grace}: not negative, at most ten years");
        draft.Escalation = new EscalationWish(warnings, every, grace, action?.Verb ?? ActionVerb.None, action?.Mark);
        return this;
    }
}
