using System.Globalization;
using K8GuardScript.Core.Scopes;

namespace K8GuardScript.Core.Settings;

/// <summary>Reads what stands below <c>exemptions</c>, in the settings and in files of their own.</summary>
/// <param name="rules">what they must meet</param>
/// <param name="zone">the zone of dates</param>
/// <param name="now">today; null leaves out the question of whether an end is too far away, as of what was once accepted</param>
internal sealed class ExemptionReader(ExemptionRules rules, TimeZoneInfo zone, DateTimeOffset? now)
{
    /// <summary>How a file with nothing but exemptions is called.</summary>
    public const string FileEnding = ".exemptions.yaml";

    /// <summary>A longer list is refused.</summary>
    public const int Most = 5_000;

    // clocks differ, and a day begins sooner elsewhere
    private static readonly TimeSpan Slack = TimeSpan.FromDays(2);

    private readonly ScopeReader scopes = new();

    /// <summary>Reads a file with nothing but exemptions, reporting every error.</summary>
    /// <returns>null if there is any problem</returns>
    public IReadOnlyList<Exemption>? ReadFile(SettingsFile file, ICollection<SettingsProblem> problems)
    {
        var own = new List<SettingsProblem>();
        var tree = YamlTree.Parse(file.Text, file.Name, own);
        if (tree is null or { Scalar: null, Items: null, Map: null } && own.Count == 0)
        {
            const string Message = "the file says nothing: write `exemptions: []` for none, or remove the file";
            own.Add(new SettingsProblem(tree?.Place is { Length: > 0 } place ? place : $"{file.Name}(1,1)", Message));
        }

        var root = new SettingsMap(tree, "", own);
        var read = Read(root);
        root.RejectUnknownKeys();
        foreach (var problem in own) problems.Add(problem);
        return own.Count == 0 ? read : null;
    }

    /// <summary>Reads the list of a map.</summary>
    public IReadOnlyList<Exemption> Read(SettingsMap map)
    {
        var entries = map.Maps("exemptions");
        if (entries.Count > Most)
        {
            map.Problem("exemptions", string.Create(
                CultureInfo.InvariantCulture, $"`exemptions` holds {entries.Count}: at most {Most} are taken from one file"));
            return [];
        }

        return [.. entries.Select(ReadOne)];
    }

    private Exemption ReadOne(SettingsMap map)
    {
        var policies = Policies(map);

        // INVARIANT: nothing is exempted because somebody left a part out.
        var scope = scopes.ReadNamed(map);
        if (map.IsMap && !scope.IsEverything && OnlyExcludes(scope))
        {
            const string Message = "only says what is left out, and takes in all else: name what it is for, be it with `namespaces: [\"*\", …]`";
            map.Problem("namespaces", $"`{map.Path}` {Message}");
        }

        var exemption = new Exemption(
            policies, scope, Needed(map, "reason", "why this may be so") ?? "", Ticket(map), Expires(map), map.Place);
        map.RejectUnknownKeys();
        return exemption;
    }

    private static IReadOnlyList<string> Policies(SettingsMap map)
    {
        var policies = map.Texts("policies");
        if (map.IsMap && policies.Count == 0)
            map.Problem("policies", $"`{map.Path}.policies` is missing: name the policies that it is for; `\"*\"` is for all");
        else if (policies.Any(pattern => pattern is "" or "!"))
            map.Problem("policies", $"`{map.Path}.policies` holds an empty pattern: write a policy's id, with `*` for any characters, or take it out");
        else if (policies.Count > 0 && policies.All(pattern => pattern.StartsWith('!')))
            map.Problem("policies", $"`{map.Path}.policies` only says which are left out: name those that it is for; `\"*\"` is for all");
        if (policies.Count <= ScopeReader.MostPatterns) return policies;
        map.Problem("policies", string.Create(
            CultureInfo.InvariantCulture, $"`{map.Path}.policies` holds {policies.Count} patterns: at most {ScopeReader.MostPatterns} are taken"));
        return [];
    }

    private string Ticket(SettingsMap map)
    {
        var ticket = map.Text("ticket")?.Trim() ?? "";
        if (map.IsMap && ticket.Length == 0 && rules.RequireTicket)
        {
            const string Message = "say where this was agreed, or allow exemptions without one with `exemptionRules: { requireTicket: false }`";
            map.Problem("ticket", $"`{map.Path}.ticket` is missing: {Message}");
        }

        return ticket;
    }

    private DateTimeOffset Expires(SettingsMap map)
    {
        if (Needed(map, "expires", "its last day, such as `2027-03-01`") is not { } text) return DateTimeOffset.MaxValue;
        if (ExpiryText.End(text, zone) is not { } end)
        {
            const string Expected = "expected its last day, such as `2027-03-01`, or an instant, such as `2027-03-01T12:00Z`";
            map.Problem("expires", $"`{map.Path}.expires` is `{text}`: {Expected}");
            return DateTimeOffset.MaxValue;
        }

        if (now is { } today && end - today > TimeSpan.FromDays(rules.MaxDays) + Slack)
        {
            var latest = TimeZoneInfo.ConvertTime(today, zone).AddDays(rules.MaxDays).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            map.Problem("expires", string.Create(
                CultureInfo.InvariantCulture,
                $"`{map.Path}.expires` is `{text}`, more than {rules.MaxDays} days away: write `{latest}` at the latest, or raise `exemptionRules.maxDays`"));
        }

        return end;
    }

    private static string? Needed(SettingsMap map, string key, string what)
    {
        var text = map.Text(key)?.Trim();
        if (!string.IsNullOrEmpty(text)) return text;
        if (map.IsMap && map.Raw(key) is null or { Scalar: not null }) map.Problem(key, $"`{map.Path}.{key}` is missing: say {what}");
        return null;
    }

    private static bool OnlyExcludes(Scope scope)
    {
        if (scope.Objects is not null || scope.Namespaces.Selector is not null) return false;
        return scope.Namespaces.Patterns.All.Concat(scope.Kinds.All).Concat(scope.Names.All).All(pattern => pattern.StartsWith('!'));
    }
}
