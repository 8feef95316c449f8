using System.Buffers.Text;
using System.Text.Json;
using K8GuardScript.Simulator.Answers;

namespace K8GuardScript.Simulator.Reading;

/// <summary>
/// Where the next page starts. A real server's token binds nothing but a version and a key, so a token of one collection
/// is accepted for another; so is ours.
/// </summary>
/// <param name="Revision">the version that the list shows; -1 for the present one</param>
/// <param name="After">the last key of the page before, below the listed collection</param>
internal sealed record ContinueToken(long Revision, string After)
{
    private const string Form = "meta.k8s.io/v1";

    public string Encode() => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(
        new Dictionary<string, object> { ["v"] = Form, ["rv"] = Revision, ["start"] = After + "\0" }));

    public static ContinueToken Decode(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(Base64Url.DecodeFromChars(text));
            var root = json.RootElement;
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("v", out var form) && form.ValueEquals(Form)
                && root.TryGetProperty("rv", out var revision) && revision.TryGetInt64(out var number)
                && root.TryGetProperty("start", out var start) && start.GetString() is { Length: > 0 } after)
            {
                return new ContinueToken(number, after.TrimEnd('\0').TrimStart('/'));
            }
        }
        catch (Exception error) when (error is JsonException or FormatException or InvalidOperationException)
        {
            throw Invalid(error.Message);
        }

        throw Invalid("a part is missing");
    }

    private static ApiError Invalid(string why) =>
        ApiError.BadRequest($"invalid continue token: continue key is not valid: {why}");
}
