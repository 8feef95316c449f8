namespace K8GuardScript.Core.Settings;

/// <summary>One settings file that was read.</summary>
/// <param name="Name">how messages call it</param>
/// <param name="Folder">absolute; what relative file names in it are relative to</param>
/// <param name="Text">its content</param>
internal sealed record SettingsFile(string Name, string Folder, string Text)
{
    /// <summary>It says nothing at all, be it in comments or as <c>null</c>. One that is wrong does say something.</summary>
    public bool IsEmpty
    {
        get
        {
            var problems = new List<SettingsProblem>();
            return YamlTree.Parse(Text, Name, problems) is null or { Scalar: null, Items: null, Map: null } && problems.Count == 0;
        }
    }
}

/// <summary>What reading came to: settings, or everything that is wrong.</summary>
/// <param name="Settings">null if there is any problem</param>
/// <param name="Problems">every one, in the order in which they were found</param>
internal sealed record SettingsReading(GuardSettings? Settings, IReadOnlyList<SettingsProblem> Problems);
