using System.Text.Json;

namespace K8GuardScript.Kubernetes.Tests.Doubles;

/// <summary>Transcripts of a real API server, where they are at hand.</summary>
internal static class Wire
{
    /// <summary>The exchanges of a transcript; the test is skipped where there is none.</summary>
    public static JsonElement[] Exchanges(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "shared", "kubernetes", "wire", $"{name}.json");
            if (!File.Exists(file)) continue;
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            return [.. document.RootElement.GetProperty("exchanges").EnumerateArray().Select(exchange => exchange.Clone())];
        }

        Assert.Skip("the transcripts are not here");
        return [];
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
        return Reply.Text(
            body.ValueKind == JsonValueKind.String ? body.GetString()! : body.GetRawText(),
            response.GetProperty("status").GetInt32(),
            response.GetProperty("headers").GetProperty("content-type").GetString()!);
    }

    /// <summary>The body of the request of an exchange.</summary>
    public static byte[] Body(this JsonElement exchange) =>
        JsonSerializer.SerializeToUtf8Bytes(exchange.GetProperty("request").GetProperty("body"));
}
