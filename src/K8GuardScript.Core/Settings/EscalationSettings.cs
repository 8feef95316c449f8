namespace K8GuardScript.Core.Settings;

/// <summary>The file's pace, for policies that name none.</summary>
internal sealed record EscalationSettings
{
    /// <summary>From the opening of a violation to the first warning.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How many warnings must be accepted.</summary>
    public int Warnings { get; init; } = 3;

    /// <summary>Between two warnings, and between the last one and the action.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How long the count of a closed violation is kept.</summary>
    public TimeSpan ForgetAfter { get; init; } = TimeSpan.FromHours(120);
}
