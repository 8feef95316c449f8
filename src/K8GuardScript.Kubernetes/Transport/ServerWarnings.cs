using K8GuardScript.Kubernetes.Configuration;
using Microsoft.Extensions.Logging;

namespace K8GuardScript.Kubernetes.Transport;

/// <summary>Tells warnings of the server (<c>Warning: 299</c>, such as of an API that will go away) once each.</summary>
internal sealed class ServerWarnings(ILogger log)
{
    private const int MostTexts = 100;
    private const int LongestText = 256;
    private const int Miscellaneous = 299;

    private readonly Lock gate = new();
    private readonly HashSet<string> told = new(StringComparer.Ordinal);

    /// <summary>Looks at the headers of an answer.</summary>
    public void Note(HttpResponseMessage response)
    {
        foreach (var warning in response.Headers.Warning)
        {
            if (warning.Code == Miscellaneous) Tell(Unquoted(warning.Text));
        }
    }

    private static string Unquoted(string text) =>
        text.Trim('"').Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal);

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
