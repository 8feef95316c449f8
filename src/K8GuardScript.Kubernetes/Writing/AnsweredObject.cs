using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Kubernetes.Transport;
using K8GuardScript.Kubernetes.Watching;

namespace K8GuardScript.Kubernetes.Writing;

/// <summary>What came with a success: the object, a Status (as with some deletes), or what it should not be.</summary>
/// <param name="Json">the object, without what a Secret holds; null when there is none</param>
/// <param name="IsStatus">a <c>Status</c> that says Success</param>
/// <param name="Complaint">for people, when it is neither</param>
internal sealed record AnsweredObject(ReadOnlyMemory<byte>? Json, bool IsStatus, string Complaint)
{
    /// <param name="answer">its head</param>
    /// <param name="body">all of it</param>
    /// <param name="kind">that should be in it</param>
    /// <param name="address">of the object that was asked for; its name may be empty</param>
    /// <param name="uid">that it must bear; empty for any</param>
    public static AnsweredObject Read(ApiAnswer answer, ReadOnlyMemory<byte> body, KindName kind, ObjectAddress address, string uid)
    {
        if (!answer.IsJson || !Utf8.IsValid(body.Span)) return Unusable("is no JSON; is something between us and the API server?");
        try
        {
            var head = DocumentHead.Read(body.Span);
            if (head.Kind == "Status") return OfStatus(head, address, uid);
            if (head.Kind != kind.Kind || head.ApiVersion != kind.ApiVersion) return Unusable($"holds no {kind}");
            if (!IsSame(head.Object, address, uid)) return Unusable("is about another object");
            return new AnsweredObject(SecretValues.AreIn(kind) ? Blanked(body) : body, false, "");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: an escape for half a character in a text that we need
            return Unusable("is no JSON, or nested too deeply");
        }
    }

    private static AnsweredObject OfStatus(DocumentHead head, ObjectAddress address, string uid)
    {
        if (head is not { Status: "Success", Code: < 300 }) return Unusable("is a failure");
        var isOther = (head.Details.Name.Length > 0 && head.Details.Name != address.Name)
            || (head.Details.Uid.Length > 0 && uid.Length > 0 && head.Details.Uid != uid);
        return isOther ? Unusable("is about another object") : new AnsweredObject(null, true, "");
    }

    private static bool IsSame(ObjectIdentity found, ObjectAddress address, string uid) =>
        found.Name.Length > 0 && (address.Name.Length == 0 || found.Name == address.Name)
        && found.Namespace == address.Namespace
        && (uid.Length == 0 || found.Uid == uid);

    private static AnsweredObject Unusable(string why) => new(null, false, $"the server's answer {why}");

    private static ReadOnlyMemory<byte> Blanked(ReadOnlyMemory<byte> json)
    {
        var output = new ArrayBufferWriter<byte>(json.Length);
        SecretValues.Blank(json.Span, output);
        return output.WrittenMemory;
    }
}
