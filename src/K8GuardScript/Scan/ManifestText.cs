using System.Text;
using System.Text.Unicode;
using K8GuardScript.Scripts;

namespace K8GuardScript.Scan;

/// <summary>Turns the bytes of a file into documents, or says why it can't.</summary>
internal static class ManifestText
{
    /// <summary>In bytes: what a large cluster's export of one kind comes to.</summary>
    public const int MostBytes = 256 << 20;

    private const int BinaryProbe = 8192;

    /// <param name="bytes">the whole file</param>
    /// <param name="file">as the user sees it</param>
    /// <param name="problems">takes what can't be read</param>
    public static IEnumerable<ManifestDocument> Read(byte[] bytes, string file, ICollection<PlacedProblem> problems)
    {
        if (Decode(bytes, out var why) is not { } utf8)
        {
            problems.Add(new PlacedProblem(file, 1, 1, true, PlacedProblem.Manifest, why));
            return [];
        }

        var isJson = file.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
        if (!isJson && !LooksLikeJson(utf8.Span)) return YamlManifests.Read(Encoding.UTF8.GetString(utf8.Span), file, problems);
        try
        {
            return JsonManifests.Read(utf8);
        }
        catch (ManifestException wrong)
        {
            // YAML may begin with a brace as well
            if (!isJson) return YamlManifests.Read(Encoding.UTF8.GetString(utf8.Span), file, problems);
            problems.Add(new PlacedProblem(file, wrong.Line, wrong.Column, true, PlacedProblem.Manifest, wrong.Message));
            return [];
        }
    }

    /// <returns>UTF-8 without a byte order mark; null if it is no text</returns>
    private static ReadOnlyMemory<byte>? Decode(byte[] bytes, out string why)
    {
        why = "";
        if (bytes is [0xEF, 0xBB, 0xBF, ..]) return Decode(bytes[3..], out why);
        if (bytes is [0xFF, 0xFE, ..]) return Encoding.UTF8.GetBytes(Encoding.Unicode.GetString(bytes, 2, bytes.Length - 2));
        if (bytes is [0xFE, 0xFF, ..]) return Encoding.UTF8.GetBytes(Encoding.BigEndianUnicode.GetString(bytes, 2, bytes.Length - 2));
        if (bytes.AsSpan(0, Math.Min(bytes.Length, BinaryProbe)).Contains((byte)0)) why = "this is no text, but a binary file";
        else if (bytes.AsSpan().Contains((byte)0)) why = "this is no text: it holds a NUL character";
        else if (!Utf8.IsValid(bytes)) why = "this is no text in UTF-8";
        if (why.Length > 0) return null;
        return bytes;
    }

    private static bool LooksLikeJson(ReadOnlySpan<byte> utf8)
    {
        var start = utf8.TrimStart(" \t\r\n"u8);
        return start.Length > 1 && (start[0] == '[' || (start[0] == '{' && start[1] != '{'));
    }
}
