using System.Text.RegularExpressions;
using K8GuardScript.Kubernetes.Configuration;
using Microsoft.Extensions.Logging;

namespace K8GuardScript.Kubernetes.Transport;

/// <summary>Tells warnings of the server (<c>Warning: 299</c>, such as of an API that will go away) once each.</summary>
internal sealed class ServerWarnings(ILogger log)
{
    private const int MostTexts = 100;
    private const int LongestText = 256;
    private const int Miscellaneous = 299;

    private static readonly Regex QuotedPair = new(@"\\(.)", RegexOptions.NonBacktracking);

    private readonly Lock gate = new();
    private readonly HashSet<string> told = new(StringComparer.Ordinal);

    /// <summary>Looks at the headers of an answer.</summary>
    public void Note(HttpResponseMessage response, Credential shown)
    {
        foreach (var warning in response.Headers.Warning)
        {
            if (warning.Code == Miscellaneous) Tell(shown.Hide(Unquoted(warning.Text)));
        }
    }

    /// <summary>The text of a quoted-string (RFC 9110 §5.6.4).</summary>
    private static string Unquoted(string quoted) =>
        quoted.Length >= 2 && quoted[0] == '"' && quoted[^1] == '"' ? QuotedPair.Replace(quoted[1..^1], "$1") : quoted;

    private void Tell(string text)
    {
        var plain = PlainText.Of(text, LongestText);
        lock (gate)
        {
            if (told.Count > MostTexts || !told.Add(plain)) return;
            if (told.Count > MostTexts) TransportLog.WarnedTooOften(log);
            else TransportLog.Warned(log, plain);
        }
    }
}
