using System.Globalization;
using K8GuardScript.Sdk.Fields;

namespace K8GuardScript.Sdk.Registration;

/// <summary>
/// Gives a script its settings: typed values of the settings file, or the defaults. A wrong one is noted and read as the default,
/// so that all are reported at once.
/// </summary>
internal sealed class SettingReader(IReadOnlyDictionary<string, SettingInput> inputs, Action<string, string> problem)
{
    private const int MaxSettings = 200;

    private readonly List<SettingDefinition> definitions = [];

    public IReadOnlyList<SettingDefinition> Definitions => definitions;

    private delegate bool Read<T>(SettingInput input, out T value);

    public string Text(string name, string @default, string description) =>
        Setting(name, "text", @default ?? "", description, ReadText, value => value);

    public long Whole(string name, long @default, string description, long min, long max) =>
        Setting(
            name,
            "whole number",
            @default,
            description,
            (SettingInput input, out long value) => long.TryParse(
                Bare(input), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value) && value >= min && value <= max,
            value => value);

    public double Number(string name, double @default, string description) =>
        Setting(
            name,
            "number",
            @default,
            description,
            (SettingInput input, out double value) =>
                double.TryParse(Bare(input), NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value),
            value => value);

    public bool Flag(string name, bool @default, string description) =>
        Setting(name, "true or false", @default, description, ReadFlag, value => value);

    public TimeSpan Span(string name, TimeSpan @default, string description) =>
        Setting(
            name,
            "duration such as `10m`, `24h` or `7d`",
            @default,
            description,
            (SettingInput input, out TimeSpan value) => Duration.TryParse(input.Scalar, out value),
            Duration.Format);

    public FrozenList<string> Texts(string name, string[] @default, string description) =>
        Setting(name, "list of texts", new FrozenList<string>(@default ?? []), description, ReadTexts, value => value);

    public FrozenMap Map(string name, Dictionary<string, string> @default, string description) =>
        Setting(
            name,
            "map of texts",
            new FrozenMap(@default ?? []),
            description,
            ReadMap,
            value => value.ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal));

    /// <summary>Notes every key of the settings file that the script did not ask for.</summary>
    public void CheckUnknown()
    {
        foreach (var (name, input) in inputs)
        {
            if (definitions.Any(definition => definition.Name == name)) continue;
            var known = definitions.Count == 0
                ? "this policy has no settings"
                : $"this policy has {string.Join(", ", definitions.Select(definition => $"`{definition.Name}`"))}";
            problem(input.Place, $"there is no setting `{PlainText.Clean(name, 100)}`: {known}");
        }
    }

    private T Setting<T>(string name, string type, T @default, string description, Read<T> read, Func<T, object> show)
        where T : notnull
    {
        if (definitions.Count == MaxSettings)
            throw PolicyLoadException.Of(ScriptPlace.OfCaller(), $"the policy has more than {MaxSettings} settings: is one asked for in a loop?");

        var value = @default;
        if (string.IsNullOrWhiteSpace(name)) problem("", "a setting has no name");
        else if (definitions.Any(definition => definition.Name == name)) problem("", $"the setting `{name}` is asked for twice");
        else if (inputs.TryGetValue(name, out var input) && !read(input, out value))
        {
            value = @default;
            problem(input.Place, $"the setting `{name}` should be {WithArticle(type)}, but here it is {Seen(input, type)}");
        }

        definitions.Add(new SettingDefinition(
            name ?? "", type, show(@default), show(value), description ?? "", inputs.GetValueOrDefault(name ?? "")?.Place));
        return value;
    }

    private static string WithArticle(string type) => type == "true or false" ? type : $"a {type}";

    private static string Seen(SettingInput input, string type) => input switch
    {
        { Items: not null } when type == "list of texts" => "a list of something else",
        { Map: not null } when type == "map of texts" => "a map of something else",
        _ => input.Seen,
    };

    private static string? Bare(SettingInput input) => input.Quoted ? null : input.Scalar;

    private static bool ReadText(SettingInput input, out string value)
    {
        value = input.Scalar ?? "";
        return input.Scalar is not null;
    }

    private static bool ReadFlag(SettingInput input, out bool value)
    {
        value = Bare(input) == "true";
        return value || Bare(input) == "false";
    }

    private static bool ReadTexts(SettingInput input, out FrozenList<string> value)
    {
        var texts = new List<string>();
        foreach (var item in input.Items ?? []) texts.Add(item.Scalar ?? "");
        value = new FrozenList<string>(texts);
        return input.Items is { } items && items.All(item => item.Scalar is not null);
    }

    private static bool ReadMap(SettingInput input, out FrozenMap value)
    {
        var entries = input.Map ?? new Dictionary<string, SettingInput>();
        value = new FrozenMap(entries.Select(entry => KeyValuePair.Create(entry.Key, entry.Value.Scalar ?? "")));
        return input.Map is not null && entries.Values.All(entry => entry.Scalar is not null);
    }
}
