namespace K8GuardScript.Scripts;

/// <summary>How every script of the folder fares, and what is wrong with the settings. Safe from any thread.</summary>
internal sealed class PolicyShelf
{
    private volatile IReadOnlyList<ShelfEntry> entries = [];
    private volatile IReadOnlyList<string> settingsProblems = [];
    private volatile bool wasLoaded;

    public IReadOnlyList<ShelfEntry> All() => entries;

    /// <summary>What is wrong with the settings or the folder; the last good ones are in force.</summary>
    public IReadOnlyList<string> SettingsProblems => settingsProblems;

    /// <summary>Whether a first load came through.</summary>
    public bool WasLoaded => wasLoaded;

    public void Show(IReadOnlyList<ShelfEntry> now)
    {
        entries = now;
        settingsProblems = [];
        wasLoaded = true;
    }

    public void ShowSettingsProblems(IReadOnlyList<string> problems) => settingsProblems = problems;
}
