using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Settings;

/// <summary>Turns the text of settings files into <see cref="GuardSettings"/>, reporting every error at once.</summary>
internal static class SettingsReader
{
    /// <param name="files">the files in order; a later one wins over an earlier one</param>
    /// <param name="now">today, for how far away the end of an exemption may be; null does not ask</param>
    public static SettingsReading Read(IReadOnlyList<SettingsFile> files, DateTimeOffset? now = null)
    {
        var problems = new List<SettingsProblem>();
        SettingInput? merged = null;
        foreach (var file in files)
        {
            if (YamlTree.Parse(file.Text, file.Name, problems) is not { } tree) continue;
            var rooted = Rooted(tree, file);
            merged = merged is null ? rooted : SettingsLayers.Merge(merged, rooted);
        }

        var settings = ReadRoot(new SettingsMap(merged, "", problems), now);
        return new SettingsReading(problems.Count == 0 ? settings : null, problems);
    }

    private static GuardSettings ReadRoot(SettingsMap root, DateTimeOffset? now)
    {
        var (cluster, mode) = (root.Text("cluster") ?? "", root.Mode("mode"));
        var zone = TimeReader.Zone(root, TimeZoneInfo.Utc);
        var policies = new PolicyReader(zone);
        var settings = new GuardSettings
        {
            Cluster = cluster,
            Mode = mode,
            TimeZone = zone,
            Escalation = ReadEscalation(root.Map("escalation")),
            Owners = ReadOwners(root.Map("owners")),
            Teams = root.Entries("teams").ToDictionary(entry => entry.Key, entry => ReadTeam(entry.Value)),
            Channels = root.Entries("channels").ToDictionary(entry => entry.Key, entry => ReadChannel(entry.Value)),
            ExemptionRules = ExemptionRules.Read(root.Map("exemptionRules")),
            Actions = new ActionReader(zone).Read(root.Map("actions")),
            Existing = ReadExisting(root),
            Ledger = ReadLedger(root.Map("ledger")),
            Policies = root.Entries("policies").ToDictionary(entry => entry.Key, entry => policies.Read(entry.Value)),
        };
        settings = settings with { Exemptions = new ExemptionReader(settings.ExemptionRules, settings.TimeZone, now).Read(root) };
        root.RejectUnknownKeys();
        CheckChannelNames(root, settings);
        return settings;
    }

    private static ExistingViolations ReadExisting(SettingsMap root)
    {
        var word = root.Text("existing");
        if (word is not (null or "show" or "warn"))
            root.Problem("existing", $"`existing` is `{PlainText.Clean(word, 100)}`: expected `show` or `warn`");
        return word == "warn" ? ExistingViolations.Warn : ExistingViolations.Show;
    }

    private static EscalationSettings ReadEscalation(SettingsMap map)
    {
        var defaults = new EscalationSettings();
        var result = new EscalationSettings
        {
            Grace = map.Span("grace", TimeSpan.Zero) ?? defaults.Grace,
            Warnings = map.Count("warnings", atLeast: 1) ?? defaults.Warnings,
            Every = map.Span("every", TimeSpan.FromMilliseconds(1)) ?? defaults.Every,
            ForgetAfter = map.Span("forgetAfter", TimeSpan.Zero) ?? defaults.ForgetAfter,
        };
        map.RejectUnknownKeys();
        return result;
    }

    private static LedgerSettings ReadLedger(SettingsMap map)
    {
        var result = new LedgerSettings { Keep = map.Span("keep", TimeSpan.FromMilliseconds(1)) ?? new LedgerSettings().Keep };
        map.RejectUnknownKeys();
        return result;
    }

    private static OwnerSettings ReadOwners(SettingsMap map)
    {
        var keys = map.Texts("team").Select(text => ReadOwnerKey(map, text)).OfType<OwnerKey>().ToList();
        var result = new OwnerSettings
        {
            Team = keys.Count > 0 ? keys : new OwnerSettings().Team,
            Fallback = map.Text("fallback"),
            FallbackArms = map.Flag("fallbackArms", false),
        };
        map.RejectUnknownKeys();
        return result;
    }

    private static OwnerKey? ReadOwnerKey(SettingsMap map, string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words is ["annotation", var annotation]) return new OwnerKey(OwnerKeySource.Annotation, annotation);
        if (words is ["label", var label]) return new OwnerKey(OwnerKeySource.Label, label);
        map.Problem("team", $"`owners.team` holds `{text}`: expected `annotation KEY` or `label KEY`");
        return null;
    }

    private static TeamSettings ReadTeam(SettingsMap map)
    {
        var team = new TeamSettings(map.Texts("channels"));
        map.RejectUnknownKeys();
        return team;
    }

    private static ChannelSettings ReadChannel(SettingsMap map)
    {
        var type = map.Text("type");
        var urlFile = map.Text("urlFile");
        map.RejectUnknownKeys();
        if (urlFile is not null && !IsFileName(urlFile)) map.Problem("urlFile", $"`{map.Path}.urlFile` is no name of a file");
        switch (type)
        {
            case null:
                if (map.Has("type") == false) map.Problem("type", $"`{map.Path}` needs `type`: `console` or `teams`");
                return new ChannelSettings(ChannelType.Console, null);
            case "console":
                if (urlFile is not null) map.Problem("urlFile", $"`{map.Path}` is a console: it has no `urlFile`");
                return new ChannelSettings(ChannelType.Console, null);
            case "teams":
                if (urlFile is null) map.Problem("type", $"`{map.Path}` needs `urlFile`: the file that holds the workflow's URL");
                return new ChannelSettings(ChannelType.Teams, urlFile);
            default:
                map.Problem("type", $"`{map.Path}.type` is `{type}`: expected `console` or `teams`");
                return new ChannelSettings(ChannelType.Console, null);
        }
    }

    private static void CheckChannelNames(SettingsMap root, GuardSettings settings)
    {
        if (settings.Owners.Fallback is { } fallback && !settings.Channels.ContainsKey(fallback))
            root.Map("owners").Problem("fallback", $"`owners.fallback` names channel `{fallback}`, which `channels` does not have");

        foreach (var (name, team) in settings.Teams)
        {
            foreach (var channel in team.Channels.Where(channel => !settings.Channels.ContainsKey(channel)))
                root.Map("teams").Map(name).Problem("channels", $"team `{name}` names channel `{channel}`, which `channels` does not have");
        }
    }

    // INVARIANT: file names in a settings file are relative to that file, whatever other files are laid over it.
    private static SettingInput Rooted(SettingInput tree, SettingsFile file)
    {
        if (tree.Map is null || !tree.Map.TryGetValue("channels", out var channels) || channels.Map is null) return tree;

        var rooted = channels.Map.ToDictionary(entry => entry.Key, entry => RootedChannel(entry.Value, file));
        return tree with { Map = new Dictionary<string, SettingInput>(tree.Map) { ["channels"] = channels with { Map = rooted } } };
    }

    private static bool IsFileName(string text) => text.Length > 0 && !text.Contains('\0');

    private static SettingInput RootedChannel(SettingInput channel, SettingsFile file)
    {
        if (channel.Map is null || !channel.Map.TryGetValue("urlFile", out var url)) return channel;
        if (url.Scalar is null || !IsFileName(url.Scalar)) return channel;
        var full = url with { Scalar = Path.GetFullPath(url.Scalar, file.Folder) };
        return channel with { Map = new Dictionary<string, SettingInput>(channel.Map) { ["urlFile"] = full } };
    }
}
