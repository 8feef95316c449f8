using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Scopes;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Settings;

/// <summary>One entry below <c>policies</c>.</summary>
internal sealed record PolicySettings
{
    /// <summary>What holds for a policy that the file does not mention: it is on, safe, and for everything.</summary>
    public static readonly PolicySettings Default = new();

    /// <summary>False takes the policy out.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>The policy's own mode; null means safe.</summary>
    public Mode? Mode { get; init; }

    /// <summary>From when on what violated before the policy came is warned of; null to do as the file says.</summary>
    public DateTimeOffset? WarnExistingFrom { get; init; }

    /// <summary>Which objects the policy is for.</summary>
    public Scope Scope { get; init; } = Scope.Everything;

    /// <summary>Values for the script's settings, as written.</summary>
    public IReadOnlyDictionary<string, SettingInput> Values { get; init; } = new Dictionary<string, SettingInput>();

    /// <summary>The same values in one canonical text, for the revision.</summary>
    public string ValuesText { get; init; } = "";

    /// <summary>Beats the script's pace, which beats the file's.</summary>
    public EscalationOverride Escalation { get; init; } = new(null, null, null, null);

    /// <summary>What holds for some of its objects instead; of those that take an object in, the first counts.</summary>
    public IReadOnlyList<PolicyOverride> Overrides { get; init; } = [];

    /// <summary>Where the entry stands, as <c>file(line,column)</c>; empty for the default.</summary>
    public string Place { get; init; } = "";

    /// <summary>Where its own action stands, as <c>file(line,column)</c>; empty if it names none.</summary>
    public string ActionPlace { get; init; } = "";

    /// <summary>The values that the script's body runs with: first the entry's, then those that overrides make of them, each once.</summary>
    public IReadOnlyList<PolicySettings> ValueSets => [.. Overrides.Select(one => one.Entry).Prepend(this).DistinctBy(entry => entry.ValuesText)];

    /// <summary>Whether a policy that was made from this can't tell it from another, wherever either stands.</summary>
    public bool IsSame(PolicySettings other) =>
        Mode == other.Mode
        && WarnExistingFrom == other.WarnExistingFrom
        && ValuesText == other.ValuesText
        && Escalation == other.Escalation
        && Scope.Text == other.Scope.Text
        && Overrides.Count == other.Overrides.Count
        && Overrides.Zip(other.Overrides).All(pair => pair.First.Scope.Text == pair.Second.Scope.Text && pair.First.Entry.IsSame(pair.Second.Entry));

    /// <summary>The same without any right to act.</summary>
    public PolicySettings WithoutActing() => this with
    {
        Mode = Mode == Escalate.Mode.Act ? Escalate.Mode.Safe : Mode,
        Overrides = [.. Overrides.Select(one => one with { Entry = one.Entry.WithoutActing() })],
    };
}

/// <summary>What an entry says for some of the objects.</summary>
/// <param name="Scope">which; it grants, so that a condition on the namespace takes in nothing without one</param>
/// <param name="Entry">the entry with the override's settings, pace and mode laid over it, without overrides of its own</param>
internal sealed record PolicyOverride(Scope Scope, PolicySettings Entry);

/// <summary>The parts of a pace that an entry sets; null leaves a part to the script or the file.</summary>
internal sealed record EscalationOverride(TimeSpan? Grace, int? Warnings, TimeSpan? Every, ActionVerb? Action)
{
    /// <summary>This pace with the parts of another one over it.</summary>
    public EscalationOverride With(EscalationOverride above) =>
        new(above.Grace ?? Grace, above.Warnings ?? Warnings, above.Every ?? Every, above.Action ?? Action);
}
