using K8GuardScript.Core.Settings;

namespace K8GuardScript.Scripts;

/// <summary>Reads the files with nothing but exemptions, each on its own: one that is bad keeps what it said last. One call at a time.</summary>
internal sealed class ExemptionFiles
{
    private IReadOnlyList<(SettingsFile File, IReadOnlyList<Exemption> Exemptions)> good = [];

    /// <summary>The files in force, in the version in which each was right last.</summary>
    public IReadOnlyList<SettingsFile> InForce => [.. good.Select(one => one.File)];

    /// <summary>Adds what the files say to the settings. A file that is gone takes its exemptions along.</summary>
    /// <param name="settings">what the settings files say</param>
    /// <param name="files">the files as they are now</param>
    /// <param name="unreadable">those that are there and can't be read, with why</param>
    /// <param name="recalled">versions that were in force before this process; used for files that it has not read well yet</param>
    /// <param name="now">today</param>
    /// <returns>the settings, and what is wrong with which file; one whose last good version is not known adds nothing</returns>
    public ExemptionsTaken Take(
        GuardSettings settings, IReadOnlyList<SettingsFile> files, IReadOnlyDictionary<string, string> unreadable,
        IReadOnlyList<SettingsFile> recalled, DateTimeOffset now)
    {
        var problems = new List<SettingsProblem>();
        var next = new List<(SettingsFile File, IReadOnlyList<Exemption> Exemptions)>();
        var isLost = false;
        var reader = new ExemptionReader(settings.ExemptionRules, settings.TimeZone, now);
        foreach (var file in files)
        {
            if (reader.ReadFile(file, problems) is { } read) next.Add((file, read));
            else Keep(file.Name);
        }

        foreach (var (name, why) in unreadable.Where(one => IsExemptions(one.Key)))
        {
            problems.Add(new SettingsProblem($"{name}(1,1)", $"the file can't be read: {why}"));
            Keep(name);
        }

        good = [.. next.OrderBy(one => one.File.Name, StringComparer.Ordinal)];
        return new ExemptionsTaken(settings with { Exemptions = [.. settings.Exemptions, .. good.SelectMany(one => one.Exemptions)] }, problems, isLost);

        void Keep(string name)
        {
            if (good.FirstOrDefault(one => one.File.Name == name) is { File: not null } known) next.Add(known);
            else if (Recall(recalled.FirstOrDefault(file => file.Name == name), settings) is { } before) next.Add(before);
            else isLost = true;
        }
    }

    /// <summary>Whether a file of this name holds nothing but exemptions.</summary>
    public static bool IsExemptions(string name) => name.EndsWith(ExemptionReader.FileEnding, StringComparison.Ordinal);

    // what was accepted once is not asked again how far away its end is, nor for more than its own time's rules asked
    private static (SettingsFile, IReadOnlyList<Exemption>)? Recall(SettingsFile? file, GuardSettings settings)
    {
        var lenient = new ExemptionReader(settings.ExemptionRules with { RequireTicket = false }, settings.TimeZone, now: null);
        return file is not null && lenient.ReadFile(file, []) is { } read ? (file, read) : null;
    }
}

/// <summary>What reading them came to.</summary>
/// <param name="Settings">with every exemption</param>
/// <param name="Problems">what is wrong; where there is a last good version of such a file it is in force</param>
/// <param name="IsLost">a file is wrong, and nobody knows what it said before</param>
internal sealed record ExemptionsTaken(GuardSettings Settings, IReadOnlyList<SettingsProblem> Problems, bool IsLost);
