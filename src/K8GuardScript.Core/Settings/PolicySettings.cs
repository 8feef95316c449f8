using K8GuardScript.Core.Escalate;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Settings;

/// <summary>One entry below <c>policies</c>.</summary>
internal sealed record PolicySettings
{
    /// <summary>What holds for a policy that the file does not mention: it is on, and safe.</summary>
    public static readonly PolicySettings Default = new();

    /// <summary>False takes the policy out.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>The policy's own mode; null means safe.</summary>
    public Mode? Mode { get; init; }

    /// <summary>Namespace patterns with <c>*</c>, excluding with <c>!</c>; empty means all.</summary>
    public IReadOnlyList<string> Namespaces { get; init; } = [];

    /// <summary>Values for the script's settings, as written.</summary>
    public IReadOnlyDictionary<string, SettingInput> Values { get; init; } = new Dictionary<string, SettingInput>();

    /// <summary>The same values in one canonical text, for the revision.</summary>
    public string ValuesText { get; init; } = "";

    /// <summary>Beats the script's pace, which beats the file's.</summary>
    public EscalationOverride Escalation { get; init; } = new(null, null, null, null);

    /// <summary>Where the entry stands, as <c>file(line,column)</c>; empty for the default.</summary>
    public string Place { get; init; } = "";
}

/// <summary>The parts of a pace that an entry sets; null leaves a part to the script or the file.</summary>
internal sealed record EscalationOverride(TimeSpan? Grace, int? Warnings, TimeSpan? Every, ActionVerb? Action);
