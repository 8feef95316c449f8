using System.Text;

namespace K8GuardScript.Kubernetes.Configuration.Plugins;

/// <summary>What a plugin said on standard error, made fit for the log.</summary>
internal static class PluginWords
{
    private const int Longest = 2000;

    /// <summary>A token that looks like one is never told, even of a run that gave none.</summary>
    private static readonly string[] Telltales = ["eyJ", "PRIVATE KEY", "k8s-aws-v1."];

    /// <param name="complaint">as printed</param>
    /// <param name="secrets">that must not be told: tokens that are in use or were just given</param>
    /// <returns>one line; empty when there is nothing to say</returns>
    public static string Of(ReadOnlySpan<byte> complaint, params IEnumerable<string?> secrets)
    {
        var text = Encoding.UTF8.GetString(complaint);
        var tells = Telltales.Concat(secrets.OfType<string>()).Any(secret => text.Contains(secret, StringComparison.Ordinal));
        return tells ? "(left out, as it holds what looks like a credential)" : PlainText.Of(text, Longest);
    }
}
