using System.Globalization;
using K8GuardScript.Core.Escalate;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Settings;

/// <summary>
/// Reads the keys of one YAML map. What is absent gives the default; what is wrong is added to the problems and gives the
/// default too, so that one pass reports everything.
/// </summary>
internal sealed class SettingsMap
{
    private readonly SettingInput? input;
    private readonly ICollection<SettingsProblem> problems;
    private readonly HashSet<string> read = new(StringComparer.Ordinal);

    public SettingsMap(SettingInput? input, string path, ICollection<SettingsProblem> problems)
    {
        Path = path;
        this.problems = problems;
        IsMap = input is null || input.Map is not null || IsNull(input);
        if (!IsMap) problems.Add(new SettingsProblem(input!.Place, $"{Subject} must be a map of keys and values"));
        this.input = IsMap && input?.Map is not null ? input : null;
        Place = input?.Place ?? "";
    }

    /// <summary>The keys that lead here, as <c>policies.image-repo</c>; empty for the file itself.</summary>
    public string Path { get; }

    /// <summary>Where the map stands, as <c>file(line,column)</c>.</summary>
    public string Place { get; }

    /// <summary>False where something else stands, which was told already; absent counts as an empty map.</summary>
    public bool IsMap { get; }

    private string Subject => Path.Length == 0 ? "the file" : $"`{Path}`";

    public IEnumerable<string> Keys => input?.Map?.Keys ?? Enumerable.Empty<string>();

    /// <summary>The raw value, or null where the key is absent or null.</summary>
    public SettingInput? Raw(string key)
    {
        read.Add(key);
        return input?.Map is { } map && map.TryGetValue(key, out var value) && !IsNull(value) ? value : null;
    }

    /// <summary>Whether the key stands there, be it without a value.</summary>
    public bool IsWritten(string key) => input?.Map?.ContainsKey(key) == true;

    /// <summary>Whether the key has a value, be it a wrong one; null where this is no map at all, which was told already.</summary>
    public bool? Has(string key) => IsMap ? Raw(key) is not null : null;

    public string? Text(string key)
    {
        if (Raw(key) is not { } value) return null;
        if (value.Scalar is { } text) return text;
        Wrong(value, key, "a text");
        return null;
    }

    public bool Flag(string key, bool @default)
    {
        if (Raw(key) is not { } value) return @default;
        if (!value.Quoted && value.Scalar is "true" or "True" or "TRUE") return true;
        if (!value.Quoted && value.Scalar is "false" or "False" or "FALSE") return false;
        Wrong(value, key, "`true` or `false`");
        return @default;
    }

    public int? Count(string key, int atLeast)
    {
        if (Raw(key) is not { } value) return null;
        if (int.TryParse(value.Scalar, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= atLeast) return number;
        Wrong(value, key, string.Create(CultureInfo.InvariantCulture, $"a whole number of at least {atLeast}"));
        return null;
    }

    public TimeSpan? Span(string key, TimeSpan atLeast)
    {
        if (Raw(key) is not { } value) return null;
        if (Duration.TryParse(value.Scalar, out var span) && span >= atLeast) return span;
        Wrong(value, key, atLeast > TimeSpan.Zero ? "a duration above zero, such as `10m` or `24h`" : "a duration, such as `10m` or `24h`");
        return null;
    }

    public Mode? Mode(string key)
    {
        if (Raw(key) is not { } value) return null;
        if (value.Scalar is { } text && EffectiveMode.TryParse(text, out var mode)) return mode;
        Wrong(value, key, "`dry-run`, `safe` or `act`");
        return null;
    }

    public IReadOnlyList<string> Texts(string key)
    {
        if (Raw(key) is not { } value) return [];
        if (value.Items is null)
        {
            Wrong(value, key, "a list of texts");
            return [];
        }

        foreach (var odd in value.Items.Where(item => item.Scalar is null))
            problems.Add(new SettingsProblem(odd.Place, $"`{Join(key)}` holds something that is no text"));
        return value.Items.Select(item => item.Scalar).OfType<string>().ToList();
    }

    /// <summary>A map below this one; absent reads as empty.</summary>
    public SettingsMap Map(string key) => new(Raw(key), Join(key), problems);

    /// <summary>The maps of a list below a key; one that is left empty reads as an empty map.</summary>
    public IReadOnlyList<SettingsMap> Maps(string key)
    {
        if (Raw(key) is not { } value) return [];
        if (value.Items is { } items)
            return [.. items.Select((item, i) => new SettingsMap(item, string.Create(CultureInfo.InvariantCulture, $"{Join(key)}[{i}]"), problems))];
        Wrong(value, key, "a list of maps");
        return [];
    }

    /// <summary>The maps below a key whose own keys are names that the user chose.</summary>
    public IEnumerable<KeyValuePair<string, SettingsMap>> Entries(string key)
    {
        var map = Map(key);
        foreach (var name in map.Keys) yield return KeyValuePair.Create(name, map.Map(name));
    }

    public void Problem(string key, string message) =>
        problems.Add(new SettingsProblem((Raw(key) ?? input?.Map?.GetValueOrDefault(key))?.Place ?? Place, message));

    /// <summary>Reports every key that nobody asked for. Call it last.</summary>
    public void RejectUnknownKeys()
    {
        if (input?.Map is null) return;
        foreach (var (key, value) in input.Map.Where(entry => !read.Contains(entry.Key)))
        {
            var hint = NearestName.Of(key, read) is { } near ? $"did you mean `{near}`?" : $"known here: {string.Join(", ", read.Order())}";
            problems.Add(new SettingsProblem(value.Place, $"unknown key `{Join(key)}`: {hint}"));
        }
    }

    /// <summary>Nothing was written.</summary>
    public static bool IsNull(SettingInput value) => value is { Scalar: null, Items: null, Map: null };

    private string Join(string key) => Path.Length == 0 ? key : $"{Path}.{key}";

    private void Wrong(SettingInput value, string key, string expected)
    {
        var seen = value.Scalar is { } text ? $"is `{text}`" : value.Items is not null ? "is a list" : "is a map";
        problems.Add(new SettingsProblem(value.Place, $"`{Join(key)}` {seen}: expected {expected}"));
    }
}
