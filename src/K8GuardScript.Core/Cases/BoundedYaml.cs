using System.Buffers;
using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace K8GuardScript.Core.Cases;

/// <summary>
/// The events of a YAML text, within bounds: whoever builds a tree of them, and walks it with its aliases as often as they stand
/// there, comes to an end. All that is wrong with the text is a <see cref="YamlException"/>.
/// </summary>
/// <param name="text">YAML, without a NUL character, which the parser takes for the end</param>
internal sealed class BoundedYaml(string text) : IParser
{
    // far more than examples need; a tree takes a stack frame a level, and JSON may not be much deeper
    private const int MostLevels = 128;
    private const int MostValues = 200_000;

    private readonly Parser parser = new(new StringReader(text));
    private readonly Stack<(AnchorName Anchor, int Before)> open = new();
    private readonly Dictionary<AnchorName, int> sizes = [];
    private int values;

    /// <inheritdoc />
    public ParsingEvent? Current => parser.Current;

    /// <inheritdoc />
    public bool MoveNext()
    {
        if (!IsParsed()) return false;
        switch (parser.Current)
        {
            case AnchorAlias alias:
                // INVARIANT: an alias means what was complete before it, so that nothing holds itself
                if (!sizes.TryGetValue(alias.Value, out var size)) throw Wrong($"`*{alias.Value.Value}` names nothing that was complete before it");
                Count(size);
                break;
            case Scalar scalar:
                CheckText(scalar);
                Count(1);
                if (!scalar.Anchor.IsEmpty) sizes[scalar.Anchor] = 1;
                break;
            case NodeEvent started:
                open.Push((started.Anchor, values));
                if (!started.Anchor.IsEmpty) sizes.Remove(started.Anchor);
                if (open.Count > MostLevels) throw Wrong($"nested more than {MostLevels} levels deep");
                Count(1);
                break;
            case SequenceEnd or MappingEnd:
                var (anchor, before) = open.Pop();
                if (!anchor.IsEmpty) sizes[anchor] = values - before;
                break;
        }

        return true;
    }

    private bool IsParsed()
    {
        try
        {
            return parser.MoveNext();
        }
        catch (InvalidOperationException)
        {
            // so the parser ends at brackets that do not match, behind the last thing that it understood
            throw Wrong("brackets that do not match, or a value in the wrong place");
        }
    }

    private void Count(int more)
    {
        values += more;
        if (values > MostValues) throw Wrong($"it holds more than {MostValues} values, aliases resolved");
    }

    // only an escape can name half of a surrogate pair, which no UTF-8 holds
    private void CheckText(Scalar scalar)
    {
        if (scalar.Style is not ScalarStyle.DoubleQuoted) return;
        for (var rest = scalar.Value.AsSpan(); rest.Length > 0;)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var used) != OperationStatus.Done) throw Wrong("half of a surrogate pair is no text");
            rest = rest[used..];
        }
    }

    private YamlException Wrong(string message)
    {
        var (start, end) = parser.Current is { } at ? (at.Start, at.End) : (Mark.Empty, Mark.Empty);
        return new YamlException(start, end, message);
    }
}
