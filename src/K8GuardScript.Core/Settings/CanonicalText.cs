using System.Text;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Settings;

/// <summary>Writes a settings value so that equal values give equal text, whatever their layout and order of keys.</summary>
internal static class CanonicalText
{
    public static string Of(SettingInput? value)
    {
        var text = new StringBuilder();
        Append(text, value);
        return text.ToString();
    }

    private static void Append(StringBuilder text, SettingInput? value)
    {
        if (value?.Map is { } map)
        {
            text.Append('{');
            foreach (var (key, item) in map.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                AppendQuoted(text, key);
                text.Append(':');
                Append(text, item);
                text.Append(',');
            }

            text.Append('}');
        }
        else if (value?.Items is { } items)
        {
            text.Append('[');
            foreach (var item in items)
            {
                Append(text, item);
                text.Append(',');
            }

            text.Append(']');
        }
        else if (value?.Scalar is { } scalar)
        {
            if (value.Quoted) text.Append('q');
            AppendQuoted(text, scalar);
        }
        else
        {
            text.Append('-');
        }
    }

    // the length goes first, so that no content can look like structure
    private static void AppendQuoted(StringBuilder text, string content) => text.Append(content.Length).Append('"').Append(content).Append('"');
}
