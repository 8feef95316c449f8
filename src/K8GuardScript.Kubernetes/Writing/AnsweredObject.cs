using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Kubernetes.Transport;
using K8GuardScript.Kubernetes.Watching;

namespace K8GuardScript.Kubernetes.Writing;

/// <summary>What came with a success: an object of the kind, a Status (as with some deletes), or what it should not be.</summary>
/// <param name="Json">the object; null when there is none</param>
/// <param name="IsStatus">a <c>Status</c> that says Success</param>
/// <param name="Complaint">for people, when it is neither</param>
internal sealed record AnsweredObject(ReadOnlyMemory<byte>? Json, bool IsStatus, string Complaint)
{
    /// <param name="answer">its head</param>
    /// <param name="body">all of it</param>
    /// <param name="kind">that was asked for</param>
    public static AnsweredObject Read(ApiAnswer answer, ReadOnlyMemory<byte> body, KindName kind)
    {
        if (!answer.IsJson || !Utf8.IsValid(body.Span)) return Unusable("is no JSON; is something between us and the API server?");
        try
        {
            var reader = new Utf8JsonReader(body.Span, JsonLimits.Reader);
            reader.Read();
            var head = new ObjectHead(kind.Kind, withVersion: false);
            if (reader.TokenType != JsonTokenType.StartObject || !head.TryRead(ref reader)) return Unusable($"holds no {kind.Kind}");
            reader.Read();
            if (head.OtherKind == "Status")
            {
                return ApiStatus.TryParse(body) is { Reason: "", Code: < 300 }
                    ? new AnsweredObject(null, true, "")
                    : Unusable("is a failure");
            }

            return head is { OtherKind: null, HasName: true }
                ? new AnsweredObject(SecretValues.AreIn(kind) ? Blanked(body) : body, false, "")
                : Unusable($"holds no {kind.Kind}");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or DecodeException)
        {
            // InvalidOperationException: an escape for half a character in a text that we need
            return Unusable("is no JSON, or nested too deeply");
        }
    }

    private static AnsweredObject Unusable(string why) => new(null, false, $"the server's answer {why}");

    private static ReadOnlyMemory<byte> Blanked(ReadOnlyMemory<byte> json)
    {
        var output = new ArrayBufferWriter<byte>(json.Length);
        SecretValues.Blank(json.Span, output);
        return output.WrittenMemory;
    }
}
