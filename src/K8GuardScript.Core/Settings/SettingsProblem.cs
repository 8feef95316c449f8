namespace K8GuardScript.Core.Settings;

/// <summary>One thing that is wrong with a settings file.</summary>
/// <param name="Place"><c>file(line,column)</c></param>
/// <param name="Message">what is wrong, the value seen, and what is expected</param>
internal sealed record SettingsProblem(string Place, string Message)
{
    /// <inheritdoc />
    public override string ToString() => $"{Place}: {Message}";
}
