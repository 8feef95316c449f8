using System.Globalization;
using K8GuardScript.Sdk.Registration;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace K8GuardScript.Core.Settings;

/// <summary>Reads YAML text into values that know where they stand: one document, with aliases resolved.</summary>
/// <remarks>
/// It goes by the parser's events: YamlDotNet's own tree takes a stack frame a level, and an alias's copy costs nothing there
/// but everything in whoever walks it.
/// </remarks>
internal sealed class YamlTree
{
    // a settings file nests six deep; anything far beyond that is a mistake or an attack
    private const int MostLevels = 64;

    // large enough for any cluster, small enough to be read in a moment
    private const int MostValues = 100_000;

    private readonly Parser events;
    private readonly string file;
    private readonly ICollection<SettingsProblem> problems;
    private readonly Dictionary<string, (SettingInput Value, int Size, int Height)> anchored = new(StringComparer.Ordinal);
    private int values;

    private YamlTree(string text, string file, ICollection<SettingsProblem> problems)
    {
        events = new Parser(new StringReader(text));
        this.file = file;
        this.problems = problems;
    }

    /// <param name="text">YAML, one document</param>
    /// <param name="file">the file's name for <see cref="SettingInput.Place"/></param>
    /// <param name="problems">takes what could not be read</param>
    /// <returns>the document's root; null for an empty document or one that is no YAML</returns>
    public static SettingInput? Parse(string text, string file, ICollection<SettingsProblem> problems)
    {
        // the parser takes it for the end, and would let a part pass for the whole
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            problems.Add(new SettingsProblem($"{file}(1,1)", "this is no text: it holds a NUL character"));
            return null;
        }

        var tree = new YamlTree(text, file, problems);
        try
        {
            return tree.ReadDocument();
        }
        catch (LimitException beyond)
        {
            problems.Add(new SettingsProblem(Place(file, beyond.Start), beyond.Message));
        }
        catch (YamlException broken)
        {
            tree.Tell(UnquotedSigns.Before(text, file, broken.End), broken.Start, OneLine(broken.Message));
        }
        catch (InvalidOperationException)
        {
            // YamlDotNet's scanner, over some tags without an end: it says neither where nor why
            var last = tree.events.Current?.Start ?? Mark.Empty;
            tree.Tell(UnquotedSigns.From(text, file, last), last, "brackets that do not match, or a value in the wrong place, behind this one");
        }

        return null;
    }

    private void Tell(IReadOnlyList<SettingsProblem> signs, Mark at, string message)
    {
        foreach (var sign in signs) problems.Add(sign);
        if (signs.Count == 0) problems.Add(new SettingsProblem(Place(file, at), $"this is no valid YAML: {message}"));
    }

    private SettingInput? ReadDocument()
    {
        events.Consume<StreamStart>();
        if (!events.TryConsume<DocumentStart>(out _)) return null;
        var root = Read(level: 0).Value;
        events.Consume<DocumentEnd>();
        if (events.TryConsume<DocumentStart>(out _))
        {
            var second = events.Current?.Start ?? Mark.Empty;
            problems.Add(new SettingsProblem(Place(file, second), "a second document starts here: a settings file holds one"));
        }

        return root;
    }

    /// <returns>the value, how many values it holds with itself, and how many levels it has below itself</returns>
    private (SettingInput Value, int Size, int Height) Read(int level)
    {
        if (events.TryConsume<AnchorAlias>(out var alias)) return Resolve(alias, level);

        var node = events.Consume<NodeEvent>();
        if (level > MostLevels) throw TooDeep(node);
        Count(1, node);
        var before = values;
        RefuseTag(node);
        var value = new SettingInput(Place(file, node.Start));
        var height = 0;
        value = node switch
        {
            Scalar scalar => value with { Scalar = TextOf(scalar), Quoted = IsQuoted(scalar) },
            SequenceStart => value with { Items = ReadItems(level, out height) },
            _ => value with { Map = ReadMap(level, out height) },
        };
        var read = (value, values - before + 1, height);
        if (!node.Anchor.IsEmpty) anchored[node.Anchor.Value] = read;
        return read;
    }

    private (SettingInput Value, int Size, int Height) Resolve(AnchorAlias alias, int level)
    {
        if (!anchored.TryGetValue(alias.Value.Value, out var known))
            throw new YamlException(alias.Start, alias.End, $"`*{alias.Value.Value}` names nothing that was complete before it");
        if (level + known.Height > MostLevels) throw TooDeep(alias);
        Count(known.Size, alias);
        return known;
    }

    private List<SettingInput> ReadItems(int level, out int height)
    {
        var items = new List<SettingInput>();
        height = 0;
        while (!events.TryConsume<SequenceEnd>(out _))
        {
            var item = Read(level + 1);
            items.Add(item.Value);
            height = Math.Max(height, item.Height + 1);
        }

        return items;
    }

    private Dictionary<string, SettingInput> ReadMap(int level, out int height)
    {
        var map = new Dictionary<string, SettingInput>(StringComparer.Ordinal);
        height = 0;
        while (!events.TryConsume<MappingEnd>(out _))
        {
            var start = events.Current!.Start;
            var key = Read(level + 1).Value;
            var isBelow = events.Current!.Start.Line > start.Line;
            var item = Read(level + 1);
            height = Math.Max(height, item.Height + 1);

            // a block that begins on a later line is looked for at its key
            var value = isBelow && item.Value.Scalar is null ? item.Value with { Place = Place(file, start) } : item.Value;
            if (key is not { Items: null, Map: null }) problems.Add(new SettingsProblem(Place(file, start), "a key must be plain text"));
            else if (!map.TryAdd(key.Scalar ?? "", value))
                problems.Add(new SettingsProblem(Place(file, start), $"key `{key.Scalar}` stands here for the second time"));
        }

        return map;
    }

    // `!legacy` without quotes is a tag of YAML, before an empty value: taken as such it would lift a restriction without a word
    private void RefuseTag(NodeEvent node)
    {
        if (node.Tag.IsEmpty || node.Tag.IsNonSpecific || node.Tag.Value.StartsWith("tag:yaml.org,", StringComparison.Ordinal)) return;
        var tag = PlainText.Clean(node.Tag.Value, 100);
        problems.Add(new SettingsProblem(Place(file, node.Start), $"`{tag}` is a tag of YAML here: put what begins with `!` in quotes, as in `\"{tag}\"`"));
    }

    private void Count(int more, ParsingEvent at)
    {
        values += more;
        if (values > MostValues) throw new LimitException(at.Start, at.End, $"it holds more than {MostValues} values, aliases resolved");
    }

    private static LimitException TooDeep(ParsingEvent at) => new(at.Start, at.End, $"nested more than {MostLevels} levels deep");

    private static bool IsQuoted(Scalar scalar) => scalar.Style is not (ScalarStyle.Plain or ScalarStyle.Any);

    private static string? TextOf(Scalar scalar) =>
        !IsQuoted(scalar) && scalar.Value is "" or "~" or "null" or "Null" or "NULL" ? null : scalar.Value;

    private static string Place(string file, Mark mark) =>
        string.Create(CultureInfo.InvariantCulture, $"{file}({mark.Line},{mark.Column})");

    private static string OneLine(string message) => message.ReplaceLineEndings(" ").Trim();

    /// <summary>It may be YAML, but nobody writes settings like this.</summary>
    private sealed class LimitException(Mark start, Mark end, string message) : YamlException(start, end, message);
}
