using K8GuardScript.Core.Notify;

namespace K8GuardScript.Channels;

/// <summary>A file that holds a webhook's URL. The URL is a secret: it appears in no message and no log.</summary>
/// <param name="path">absolute path of the file</param>
internal sealed class WebhookUrlFile(string path)
{
    /// <summary>The URL as the file has it now.</summary>
    /// <exception cref="ChannelException">the file can't be read, or holds no usable URL</exception>
    public Uri Read()
    {
        string text;
        try
        {
            text = File.ReadAllText(path).Trim();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ChannelException($"the file `{path}` with its URL can't be read");
        }

        if (Problem(text) is { } problem) throw new ChannelException($"the file `{path}` {problem}");
        return new Uri(text);
    }

    /// <summary>What is wrong with a webhook's URL, without telling it; null if nothing is.</summary>
    public static string? Problem(string text)
    {
        if (text.Length == 0) return "is empty: it must hold the URL of a Teams workflow";
        if (text.Any(char.IsControl)) return "holds more than one line: it must hold one URL and nothing else";
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url)) return "holds no absolute URL";

        // plain HTTP never leaves the machine: it is there for tests and the demo
        if (url.Scheme != Uri.UriSchemeHttps && !(url.Scheme == Uri.UriSchemeHttp && url.IsLoopback)) return "must hold an https URL";
        return url.Host.EndsWith("webhook.office.com", StringComparison.OrdinalIgnoreCase)
            ? "holds the URL of an Office 365 connector, and those were retired: make a Teams workflow that takes a webhook request, and use its URL"
            : null;
    }
}
