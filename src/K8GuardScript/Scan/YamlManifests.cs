using K8GuardScript.Scripts;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace K8GuardScript.Scan;

/// <summary>Reads the documents of a YAML text, each for itself: a broken one does not keep the others from being read.</summary>
internal static class YamlManifests
{
    private const string Separator = "---";

    /// <param name="text">the whole text, without a byte order mark</param>
    /// <param name="file">for problems, as the user sees it</param>
    /// <param name="problems">takes what can't be read</param>
    public static IEnumerable<ManifestDocument> Read(string text, string file, ICollection<PlacedProblem> problems)
    {
        foreach (var (start, end, line) in Parts(text))
        {
            var part = text[start..end];
            if (HasNothing(part)) continue;
            var documents = new List<ManifestDocument>();
            try
            {
                ReadPart(part, line, documents);
            }
            catch (ManifestException wrong)
            {
                problems.Add(Problem(file, wrong.Line, wrong.Column, IsTemplate(part) ? Template : wrong.Message));
            }
            catch (YamlException wrong)
            {
                problems.Add(Problem(file, wrong.Start.Line + line, wrong.Start.Column, Explain(part, wrong)));
            }

            foreach (var document in documents) yield return document;
        }
    }

    private const string Template = "this is a template, not a manifest: render it first, as with `helm template`, and scan the result";

    private static void ReadPart(string part, int line, List<ManifestDocument> documents)
    {
        var parser = new Parser(new Scanner(new StringReader(part), skipComments: true));
        try
        {
            parser.Consume<StreamStart>();
            while (parser.TryConsume<DocumentStart>(out _))
            {
                documents.Add(YamlDocument.Read(parser, line));
                parser.Consume<DocumentEnd>();
            }
        }
        catch (InvalidOperationException)
        {
            // so the parser ends at brackets that do not match, behind the last thing that it understood
            var last = parser.Current?.End ?? Mark.Empty;
            throw new ManifestException(last.Line + line, last.Column, "not valid YAML: brackets that do not match, or a value in the wrong place");
        }
    }

    private static string Explain(string part, YamlException wrong)
    {
        if (IsTemplate(part)) return Template;
        var tab = TabIndented(part, (int)wrong.Start.Line);
        var hint = tab is null ? "" : $"; line {tab} of this document is indented with a tab: use spaces";
        return $"not valid YAML: {wrong.Message.ReplaceLineEndings(" ").Trim().TrimEnd('.')}{hint}";
    }

    private static bool IsTemplate(string part) => part.Contains("{{", StringComparison.Ordinal);

    private static int? TabIndented(string part, int near)
    {
        var lines = part.Split('\n');
        for (var i = Math.Min(near, lines.Length); i >= Math.Max(1, near - 1); i--)
        {
            var text = lines[i - 1];
            if (text[..(text.Length - text.TrimStart().Length)].Contains('\t', StringComparison.Ordinal)) return i;
        }

        return null;
    }

    // `---` at the margin starts a document wherever it stands (YAML 1.2, 9.1.2), inside a block text too
    private static IEnumerable<(int Start, int End, int Line)> Parts(string text)
    {
        int start = 0, line = 0, partLine = 0;
        for (var at = 0; at < text.Length;)
        {
            var isSeparator = at > start && text.AsSpan(at).StartsWith(Separator)
                && (at + Separator.Length == text.Length || text[at + Separator.Length] is ' ' or '\t' or '\r' or '\n');
            if (isSeparator)
            {
                yield return (start, at, partLine);
                (start, partLine) = (at, line);
            }

            var end = text.IndexOf('\n', at);
            at = end < 0 ? text.Length : end + 1;
            line++;
        }

        yield return (start, text.Length, partLine);
    }

    private static bool HasNothing(string part)
    {
        foreach (var line in part.AsSpan().EnumerateLines())
        {
            var words = line.Trim();
            if (words.Length > 0 && words[0] is not ('#' or '%') && !words.SequenceEqual(Separator)) return false;
        }

        return true;
    }

    private static PlacedProblem Problem(string file, long line, long column, string message) =>
        new(file, (int)Math.Max(1, line), (int)Math.Max(1, column), true, PlacedProblem.Manifest, message);
}
