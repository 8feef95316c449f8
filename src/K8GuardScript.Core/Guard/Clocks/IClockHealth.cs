namespace K8GuardScript.Core.Guard.Clocks;

/// <summary>Whether the time can be trusted.</summary>
internal interface IClockHealth
{
    /// <summary>Why it can't, for people: two clocks disagree, or one jumped. Null while they agree. Actions, warnings and ends of exemptions wait.</summary>
    string? Trouble { get; }
}
