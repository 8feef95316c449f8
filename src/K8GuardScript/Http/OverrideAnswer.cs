using System.Text.Json;
using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Policies;

namespace K8GuardScript.Http;

/// <summary>What holds for some of a policy's objects instead.</summary>
/// <param name="Scope">which</param>
/// <param name="Revision">what verdicts on them carry</param>
/// <param name="Settings">those with another effective value than the policy's</param>
/// <param name="Mode">under the file's ceiling; null where it is the policy's</param>
/// <param name="Escalation">the whole pace; null where it is the policy's</param>
internal sealed record OverrideAnswer(
    ConditionsAnswer? Scope, string Revision, IReadOnlyList<SettingAnswer> Settings, string? Mode, EscalationAnswer? Escalation)
{
    /// <summary>The overrides of a policy in their order.</summary>
    public static IReadOnlyList<OverrideAnswer> AllOf(Policy policy, Mode? fileMode) =>
        [.. policy.Settings.Overrides.Zip(policy.Variants, (one, variant) => Of(policy, ConditionsAnswer.Of(one.Scope), variant, fileMode))];

    private static OverrideAnswer Of(Policy policy, ConditionsAnswer? scope, Policy variant, Mode? fileMode)
    {
        var before = SettingAnswer.AllOf(policy).ToDictionary(setting => setting.Name, ValueOf, StringComparer.Ordinal);
        var settings = SettingAnswer.AllOf(variant).Where(setting => before.GetValueOrDefault(setting.Name) != ValueOf(setting));
        var mode = EffectiveMode.Of(fileMode, variant.Settings.Mode, namespaceLabel: null);
        var isSameMode = mode == EffectiveMode.Of(fileMode, policy.Settings.Mode, namespaceLabel: null);
        return new OverrideAnswer(
            scope, variant.Revision, [.. settings], isSameMode ? null : mode.Word(),
            variant.Ladder == policy.Ladder ? null : EscalationAnswer.Of(variant.Ladder));
    }

    // lists and maps have no equality of their own
    private static string ValueOf(SettingAnswer setting) => JsonSerializer.Serialize(setting.Value);
}
