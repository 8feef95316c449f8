using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Settings;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Policies;

/// <summary>Lays the three sources of a policy's pace over each other.</summary>
internal static class PolicyLadder
{
    /// <summary>The policy's entry beats the script, the script beats the file's default.</summary>
    public static LadderOptions Of(EscalationSettings file, EscalationWish script, EscalationOverride entry) => new(
        entry.Grace ?? script.Grace ?? file.Grace,
        entry.Every ?? script.Every ?? file.Every,
        entry.Warnings ?? script.Warnings ?? file.Warnings,
        entry.Action ?? script.Action,
        entry.Action is null ? script.Mark : null);
}
