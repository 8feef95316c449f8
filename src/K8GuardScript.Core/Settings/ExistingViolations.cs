namespace K8GuardScript.Core.Settings;

/// <summary>What becomes of violations that were there before their policy was. They are never acted on.</summary>
internal enum ExistingViolations
{
    /// <summary>They are shown.</summary>
    Show,

    /// <summary>Their owners are warned, too.</summary>
    Warn,
}
