using K8GuardScript.Scripts;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace K8GuardScript.Scan;

/// <summary>Reads the documents of a YAML text, each for itself: a broken one does not keep the others from being read.</summary>
internal static class YamlManifests
{
    private const string Separator = "---";
    private const int ManyParts = 16;

    /// <param name="text">the whole text, without a byte order mark</param>
    /// <param name="file">for problems, as the user sees it</param>
    /// <param name="problems">takes what can't be read</param>
    public static IEnumerable<ManifestDocument> Read(string text, string file, ICollection<PlacedProblem> problems)
    {
        var parts = Parts(text).ToList();
        var read = new (List<ManifestDocument> Documents, PlacedProblem? Problem)[parts.Count];

        // a file with a whole cluster in it is read on all processors, as many files are; whoever calls reads as well, so that nobody
        // waits for a thread where many files are read at once
        if (parts.Count < ManyParts)
        {
            for (var i = 0; i < parts.Count; i++) ReadAt(i);
        }
        else
        {
            Parallel.For(0, parts.Count, ReadAt);
        }

        foreach (var (documents, problem) in read)
        {
            if (problem is not null) problems.Add(problem);
            foreach (var document in documents) yield return document;
        }

        void ReadAt(int i) => read[i] = ReadPart(text[parts[i].Start..parts[i].End], parts[i].Line, file);
    }

    private static (List<ManifestDocument> Documents, PlacedProblem? Problem) ReadPart(string part, int line, string file)
    {
        var documents = new List<ManifestDocument>();
        if (HasNothing(part)) return (documents, null);
        try
        {
            ReadPart(part, line, documents);
            return (documents, null);
        }
        catch (ManifestException wrong)
        {
            return (documents, TemplateIn(part, line, file) ?? Problem(file, wrong.Line, wrong.Column, wrong.Message));
        }
        catch (YamlException wrong)
        {
            var message = $"not valid YAML: {wrong.Message.ReplaceLineEndings(" ").Trim().TrimEnd('.')}";
            var problem = TemplateIn(part, line, file) ?? TabIn(part, (int)wrong.Start.Line, line, file)
                ?? Problem(file, wrong.Start.Line + line, wrong.Start.Column, message);
            return (documents, problem);
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

    private static PlacedProblem? TemplateIn(string part, int line, string file)
    {
        var at = part.IndexOf("{{", StringComparison.Ordinal);
        if (at < 0) return null;
        var before = part.AsSpan(0, at);
        return Problem(file, line + before.Count('\n') + 1, at - before.LastIndexOf('\n'), Template);
    }

    private static PlacedProblem? TabIn(string part, int near, int line, string file)
    {
        var number = 0;
        foreach (var text in part.AsSpan().EnumerateLines())
        {
            number++;
            if (number >= near - 1 && text[..(text.Length - text.TrimStart().Length)].Contains('\t'))
                return Problem(file, line + number, 1, "not valid YAML: the line is indented with a tab: use spaces");
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
