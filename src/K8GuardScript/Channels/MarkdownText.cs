using System.Text;

namespace K8GuardScript.Channels;

/// <summary>Makes text from the cluster safe for the Markdown that Adaptive Cards show: names and messages are anybody's input.</summary>
internal static class MarkdownText
{
    private const string Special = @"\*_[]()~#>|<!";

    /// <summary>
    /// Escapes Markdown and mentions. Cards know no code spans, so the back-ticks that our own messages put round values become quotes.
    /// </summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        foreach (var character in text)
        {
            // a control character could start a new block
            if (char.IsControl(character))
            {
                escaped.Append(' ');
                continue;
            }

            if (Special.Contains(character, StringComparison.Ordinal)) escaped.Append('\\');
            escaped.Append(character == '`' ? '\'' : character);
        }

        return escaped.ToString();
    }
}
