using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace K8GuardScript.Core.Exemptions;

/// <summary>Writes a snooze as YAML, for whoever wants it to last: into a file <c>NAME.exemptions.yaml</c> that Git keeps.</summary>
internal static class ExemptionYaml
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <returns>the whole file; a ticket is to be filled in, and the end is that of the snooze</returns>
    public static string Of(Snooze snooze)
    {
        var (key, text) = (snooze.Object, new StringBuilder("exemptions:\n"));
        text.Append("  - policies: ").Append(Flow(snooze.Policies)).Append('\n');
        if (key.Namespace.Length > 0) text.Append("    namespaces: ").Append(Flow([key.Namespace])).Append('\n');
        text.Append("    kinds: ").Append(Flow([$"{key.Kind}.{key.Group}"])).Append('\n');
        text.Append("    names: ").Append(Flow([key.Name])).Append('\n');
        text.Append("    reason: ").Append(Quoted(snooze.Reason)).Append('\n');
        text.Append("    ticket: \"\" # where this was agreed\n");
        var end = snooze.Until.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        text.Append("    expires: ").Append(end).Append(" # or its last day, such as ");
        return text.Append(snooze.Until.UtcDateTime.AddDays(30).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)).Append('\n').ToString();
    }

    private static string Flow(IEnumerable<string> texts) => $"[{string.Join(", ", texts.Select(Quoted))}]";

    // every text of JSON is one of YAML
    private static string Quoted(string text) => JsonSerializer.Serialize(text, Relaxed);
}
