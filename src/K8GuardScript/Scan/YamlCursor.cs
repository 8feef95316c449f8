using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace K8GuardScript.Scan;

/// <summary>Walks over YAML events: those of the text, or those that an anchor holds, once more.</summary>
internal sealed class YamlCursor
{
    private readonly IParser? parser;
    private readonly IReadOnlyList<ParsingEvent> events = [];
    private int at;

    /// <summary>Over the text.</summary>
    public YamlCursor(IParser parser) => this.parser = parser;

    /// <summary>Over what was collected before.</summary>
    /// <param name="node">the events</param>
    /// <param name="isCopy">whether they were read once already, and so count as a copy</param>
    public YamlCursor(YamlAnchored node, bool isCopy) => (events, Anchors, IsCopy) = (node.Events, node.Anchors, isCopy);

    /// <summary>Whether everything here stands for an alias.</summary>
    public bool IsCopy { get; }

    /// <summary>The anchors that are known at this place: an alias means the latest one before it.</summary>
    public ImmutableDictionary<string, YamlAnchored> Anchors { get; set; } = ImmutableDictionary<string, YamlAnchored>.Empty;

    public ParsingEvent Current => parser is null ? events[at] : parser.Current!;

    public void MoveNext()
    {
        if (parser is null) at++;
        else if (!parser.MoveNext())
            throw new SemanticErrorException(parser.Current?.End ?? Mark.Empty, Mark.Empty, "the document ends too early");
    }

    /// <summary>Takes a whole node away, with all below it.</summary>
    public YamlAnchored Collect()
    {
        var node = new List<ParsingEvent>();
        var open = 0;
        do
        {
            var one = Current;
            node.Add(one);
            open += one.NestingIncrease;
            MoveNext();
        }
        while (open > 0);
        return new YamlAnchored(node, Anchors);
    }
}

/// <param name="Events">a whole node</param>
/// <param name="Anchors">the anchors that were known before it</param>
internal sealed record YamlAnchored(IReadOnlyList<ParsingEvent> Events, ImmutableDictionary<string, YamlAnchored> Anchors);
