using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Kubernetes.Resources;
using K8GuardScript.Kubernetes.Writing;

namespace K8GuardScript.Kubernetes.Events;

/// <summary>Writes an <c>events.k8s.io/v1 Event</c> by the rules that the server has for it (core/validation/events.go).</summary>
internal static class EventBody
{
    private const int LongestNote = 1024;
    private const int LongestWord = 128;
    private const int LongestName = 253;

    /// <summary>Where events live.</summary>
    public static ResourcePath Resource { get; } = new(new KindName("events.k8s.io", "v1", "Event"), "events", IsNamespaced: true);

    /// <summary>Where an event must lie: with its object, or in <c>default</c> for one without a namespace.</summary>
    public static string NamespaceFor(ObjectReference regarding) =>
        regarding.Namespace.Length > 0 ? regarding.Namespace : "default";

    /// <summary>A name that no other event has; as client-go's, it begins with the object's name if that makes a valid name.</summary>
    public static string NameFor(ObjectReference regarding, DateTimeOffset now)
    {
        var suffix = Guid.CreateVersion7(now).ToString("N");
        var name = $"{regarding.Name}.{suffix}";
        return name.Length <= LongestName && IsSubdomain(regarding.Name)
            ? name
            : suffix;
    }

    /// <summary>A new event.</summary>
    public static ReadOnlyMemory<byte> Of(ClusterEvent told, string name, EventSource source, DateTimeOffset now) =>
        JsonSerializer.SerializeToUtf8Bytes(new JsonObject
        {
            ["apiVersion"] = Resource.Kind.ApiVersion,
            ["kind"] = Resource.Kind.Kind,
            ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = NamespaceFor(told.Regarding) },
            ["eventTime"] = MicroTime.Format(now),
            ["reportingController"] = source.Controller,
            ["reportingInstance"] = Cut(source.Instance, LongestWord),
            ["action"] = Cut(told.Action, LongestWord),
            ["reason"] = Cut(told.Reason, LongestWord),
            ["type"] = told.IsWarning ? "Warning" : "Normal",
            ["note"] = Cut(told.Note, LongestNote),
            ["regarding"] = told.Regarding.ToNode(),
        });

    /// <summary>A merge patch that says that it happened again: nothing else of an event may change.</summary>
    /// <param name="count">how often by now, from 2 on</param>
    /// <param name="now">the last time</param>
    public static ReadOnlyMemory<byte> SeriesPatch(int count, DateTimeOffset now) => JsonSerializer.SerializeToUtf8Bytes(new JsonObject
    {
        ["series"] = new JsonObject { ["count"] = count, ["lastObservedTime"] = MicroTime.Format(now) },
    });

    /// <summary>At most so many bytes of UTF-8, and no half character at the end; half characters inside are replaced.</summary>
    internal static string Cut(string text, int most)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length <= most) return Encoding.UTF8.GetString(bytes);
        var end = most;
        while ((bytes[end] & 0b1100_0000) == 0b1000_0000) end--;
        return Encoding.UTF8.GetString(bytes, 0, end);
    }

    /// <summary>RFC 1123; names of roles, for one, may hold colons.</summary>
    private static bool IsSubdomain(string name) => name.Split('.').All(label =>
        label.Length > 0 && label[0] != '-' && label[^1] != '-'
        && label.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'));
}
