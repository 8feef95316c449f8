using K8GuardScript.Core.Scopes;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Settings;

/// <summary>Reads the entries below <c>policies</c>.</summary>
/// <param name="zone">the file's time zone, for dates</param>
internal sealed class PolicyReader(TimeZoneInfo zone)
{
    /// <summary>More overrides of one policy are refused: each is a policy of its own, with a run of the script's body.</summary>
    public const int MostOverrides = 64;

    private static readonly Dictionary<string, SettingInput> NoValues = [];
    private readonly ScopeReader scopes = new();

    public PolicySettings Read(SettingsMap map)
    {
        var entry = new PolicySettings
        {
            Enabled = map.Flag("enabled", true),
            Mode = map.Mode("mode"),
            WarnExistingFrom = TimeReader.Instant(map, "warnExistingFrom", zone),
            Scope = scopes.Read(map),
            Values = Values(map.Map("settings").IsMap ? map.Raw("settings") : null),
            ValuesText = CanonicalText.Of(map.Raw("settings")),
            Escalation = ReadPace(map),
            Place = map.Place,
            ActionPlace = ActionPlace(map),
        };
        var overrides = map.Maps("overrides");
        map.RejectUnknownKeys();
        if (overrides.Count > MostOverrides)
        {
            map.Problem("overrides", $"`{map.Path}.overrides` holds {overrides.Count}: at most {MostOverrides} are taken");
        }

        return entry with { Overrides = [.. overrides.Take(MostOverrides).Select(one => ReadOverride(one, entry, map.Raw("settings")))] };
    }

    private PolicyOverride ReadOverride(SettingsMap map, PolicySettings entry, SettingInput? settings)
    {
        // INVARIANT: an override never holds for everything because somebody left its scope, or a part of it, out.
        var scope = scopes.ReadNamed(map);
        var own = map.Map("settings").IsMap ? map.Raw("settings") : null;
        var merged = settings is null || own is null ? own ?? settings : SettingsLayers.Merge(settings, own);
        var laid = entry with
        {
            Enabled = true,
            Mode = map.Mode("mode") ?? entry.Mode,
            Scope = Scope.Everything,
            Values = Values(merged),
            ValuesText = CanonicalText.Of(merged),
            Escalation = entry.Escalation.With(ReadPace(map)),
            Place = map.Place,
            ActionPlace = ActionPlace(map),
        };
        map.RejectUnknownKeys();
        return new PolicyOverride(scope, laid);
    }

    // an empty value leaves the script's default
    private static Dictionary<string, SettingInput> Values(SettingInput? settings) =>
        (settings?.Map ?? NoValues).Where(pair => !SettingsMap.IsNull(pair.Value)).ToDictionary(pair => pair.Key, pair => pair.Value);

    private static EscalationOverride ReadPace(SettingsMap map)
    {
        var pace = map.Map("escalation");
        var read = new EscalationOverride(
            pace.Span("grace", TimeSpan.Zero), pace.Count("warnings", atLeast: 1), pace.Span("every", TimeSpan.FromMilliseconds(1)), ReadAction(pace));
        pace.RejectUnknownKeys();
        return read;
    }

    private static string ActionPlace(SettingsMap map) => map.Raw("escalation")?.Map?.GetValueOrDefault("action")?.Place ?? "";

    private static ActionVerb? ReadAction(SettingsMap pace)
    {
        var word = pace.Text("action");
        switch (word)
        {
            case null: return null;
            case "none": return ActionVerb.None;
            case "stop": return ActionVerb.Stop;
            case "delete": return ActionVerb.Delete;
            default:
                pace.Problem("action", $"`{pace.Path}.action` is `{word}`: expected `none`, `stop` or `delete`");
                return null;
        }
    }
}
