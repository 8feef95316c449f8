using System.Text.Json;
using System.Text.Unicode;
using K8GuardScript.Kubernetes.Transport;
using K8GuardScript.Kubernetes.Writing;

namespace K8GuardScript.Kubernetes.Reviewing;

/// <summary>What the server said to a review.</summary>
/// <param name="Status">the review's own status; null when there is none</param>
/// <param name="IsRefused">the server said that it does not answer</param>
/// <param name="Message">for people, when there is no status</param>
internal sealed record ReviewAnswer(JsonElement? Status, bool IsRefused, string Message)
{
    /// <summary>Of an answer that is no success.</summary>
    public static ReviewAnswer Of(ApiError error) =>
        new(null, error is { Code: >= 400 and < 500 and not (408 or 429), Status: not null }, error.Message);

    /// <summary>No answer.</summary>
    public static ReviewAnswer Unknown(string why) => new(null, false, why);

    /// <summary>Of an answer that is a success, if it holds a review.</summary>
    public static ReviewAnswer Read(ApiAnswer answer, ReadOnlyMemory<byte> body, string kind)
    {
        if (!answer.IsJson || !Utf8.IsValid(body.Span))
            return Unknown("the server's answer is no JSON; is something between us and the API server?");
        try
        {
            var root = JsonFields.Parse(body);
            return root.Text("kind") == kind && root.Field("status") is { ValueKind: JsonValueKind.Object } status
                ? new ReviewAnswer(status, false, "")
                : Unknown($"the server's answer holds no {kind}");
        }
        catch (JsonException)
        {
            return Unknown("the server's answer is no JSON, or nested too deeply");
        }
    }
}
