using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace K8GuardScript.Kubernetes.Tests.Doubles;

/// <summary>Transcripts of a real API server.</summary>
internal static class Transcripts
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Transcripts");

    /// <summary>The names of all transcripts.</summary>
    public static string[] Names =>
        [.. Directory.EnumerateFiles(Folder, "*.json")
            .Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal)];

    /// <summary>The exchanges of a transcript.</summary>
    public static JsonElement[] Exchanges(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, $"{name}.json")));
        return [.. document.RootElement.GetProperty("exchanges").EnumerateArray().Select(exchange => exchange.Clone())];
    }

    public static JsonElement Step(this JsonElement[] exchanges, string step) =>
        exchanges.First(exchange => exchange.GetProperty("step").GetString() == step);

    /// <summary>The answer of an exchange, to be played again.</summary>
    public static Reply Answer(this JsonElement exchange)
    {
        var response = exchange.GetProperty("response");
        if (response.TryGetProperty("lines", out var lines))
        {
            var isClean = response.GetProperty("end").GetString()!.StartsWith("server ended", StringComparison.Ordinal);
            var inOneLine = lines.EnumerateArray().Select(line => line.GetRawText().ReplaceLineEndings(""));
            return Reply.Watch(isClean ? ReplyEnd.Clean : ReplyEnd.Cut, [.. inOneLine]);
        }

        var body = response.GetProperty("body");
        var bytes = Encoding.UTF8.GetBytes(body.ValueKind == JsonValueKind.String ? body.GetString()! : body.GetRawText());
        var headers = response.GetProperty("headers");
        if (body.ValueKind == JsonValueKind.Null) bytes = [];
        var isGzip = headers.TryGetProperty("content-encoding", out var encoding) && encoding.ValueEquals("gzip");
        return Reply.Bytes(
            isGzip ? Compressed(bytes) : bytes,
            response.GetProperty("status").GetInt32(),
            headers.TryGetProperty("content-type", out var type) ? type.GetString()! : "application/json",
            [.. headers.EnumerateObject().Where(header => header.Name != "content-type")
                .Select(header => $"{header.Name}: {header.Value}")]);
    }

    /// <summary>The body of the request of an exchange.</summary>
    public static byte[] Body(this JsonElement exchange) =>
        JsonSerializer.SerializeToUtf8Bytes(exchange.GetProperty("request").GetProperty("body"));

    private static byte[] Compressed(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest)) gzip.Write(bytes);
        return compressed.ToArray();
    }
}
