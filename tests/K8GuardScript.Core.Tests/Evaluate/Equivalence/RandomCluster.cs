using System.Text.Json.Nodes;
using K8GuardScript.Core.Cluster;

namespace K8GuardScript.Core.Tests.Evaluate.Equivalence;

/// <summary>A server's truth about a few objects of a few kinds, which differ in few ways, so that what is random meets.</summary>
internal sealed class RandomCluster
{
    public static readonly KindName Services = new("", "v1", "Service");

    private static readonly string[] Images = ["good/a", "bad/a", "small:1", "large:1"];
    private readonly Dictionary<ObjectKey, Known> objects = [];
    private readonly Dictionary<ObjectKey, int> creations = [];
    private int versions = 100;

    public static IReadOnlyList<KindName> Kinds { get; } =
        [Some.Namespaces, Some.Nodes, Some.Deployments, Some.ReplicaSets, Some.Pods, Services];

    public static IReadOnlyList<ObjectKey> Keys { get; } =
    [
        .. ((string[])["shop", "ops"]).Select(name => Key(Some.Namespaces, "", name)),
        .. ((string[])["n1", "n2"]).Select(name => Key(Some.Nodes, "", name)),
        .. InNamespaces(Some.Deployments, "web", "api"),
        .. InNamespaces(Some.ReplicaSets, "rs"),
        .. InNamespaces(Some.Pods, "p", "q", "r"),
        .. InNamespaces(Services, "web", "api"),
    ];

    public static ObjectKey KeyOf(int what) => Keys[what % Keys.Count];

    public static KindName KindOf(int what) => Kinds[what % Kinds.Count];

    public static KindName KindOf(ObjectKey key) => Kinds.Single(kind => kind.Kind == key.Kind && kind.Group == key.Group);

    /// <summary>Creates an object or changes it; the status stays.</summary>
    public JsonObject Put(ObjectKey key, int variant, DateTimeOffset now)
    {
        objects[key] = objects.TryGetValue(key, out var known)
            ? known with { Variant = variant, Version = ++versions }
            : new Known(NextUid(key), now, variant, 0, ++versions);
        return Manifest(key);
    }

    public JsonObject? SetStatus(ObjectKey key, int status)
    {
        if (!objects.TryGetValue(key, out var known)) return null;
        objects[key] = known with { Status = status, Version = ++versions };
        return Manifest(key);
    }

    /// <summary>A new version in which nothing changed.</summary>
    public JsonObject? Touch(ObjectKey key) => objects.TryGetValue(key, out var known) ? SetStatus(key, known.Status) : null;

    /// <returns>the last state with the version of the deletion; null if there is no such object</returns>
    public JsonObject? Delete(ObjectKey key)
    {
        var last = Touch(key);
        objects.Remove(key);
        return last;
    }

    public JsonObject[] All(KindName kind) => [.. objects.Keys.Where(key => KindOf(key) == kind).Select(Manifest)];

    private static IEnumerable<ObjectKey> InNamespaces(KindName kind, params string[] names) =>
        ((string[])["shop", "ops"]).SelectMany(ns => names.Select(name => Key(kind, ns, name)));

    private static ObjectKey Key(KindName kind, string ns, string name) => new(kind.Group, kind.Kind, ns, name);

    private static string Uid(string ns, string name, int creation) => $"uid-{ns}-{name}-{creation % 2}";

    // never that of the object before it, and seldom enough to be named as an owner by what is there
    private string NextUid(ObjectKey key)
    {
        var creation = creations[key] = creations.GetValueOrDefault(key) + 1;
        return key.Kind == "ReplicaSet" ? Uid(key.Namespace, key.Name, creation) : $"uid-{key}-{creation}";
    }

    private JsonObject Manifest(ObjectKey key)
    {
        var known = objects[key];
        var manifest = Some.Manifest(KindOf(key), key.Namespace, key.Name, Body(key, known.Variant), known.Uid, $"{known.Version}");
        manifest["metadata"]!["creationTimestamp"] = $"{known.Created.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}";
        if (key.Kind == "Node") manifest["status"] = ImagesOf(known.Variant);
        else if (known.Status > 0) manifest["status"] = new JsonObject { ["replicas"] = known.Status };
        if (key.Kind == "Pod" && known.Variant >= 4) manifest.OwnedBy(Some.ReplicaSets, Uid(key.Namespace, "rs", known.Variant % 2));
        manifest.Labelled("app", known.Variant % 2 == 0 ? "web" : "db");
        return (known.Variant & 2) == 0 ? manifest : manifest.Labelled("tier", "front");
    }

    private static string Body(ObjectKey key, int variant)
    {
        var app = variant % 2 == 0 ? "web" : "db";
        var pod = $$"""{"containers":[{"name":"app","image":"{{Images[variant % 4]}}"}]}""";
        var tier = (variant & 4) == 0 ? "" : ""","matchExpressions":[{"key":"tier","operator":"Exists"}]""";
        return key.Kind switch
        {
            "Deployment" or "ReplicaSet" =>
                $$"""{"spec":{"selector":{"matchLabels":{"app":"{{app}}"}{{tier}} },"template":{"spec":{{pod}} } } }""",
            "Pod" => $$"""{"spec":{{pod}} }""",
            "Service" when variant == 7 => "{}",
            "Service" => $$"""{"spec":{"selector":{"app":"{{app}}"{{((variant & 2) == 0 ? "" : ""","tier":"front" """)}} } } }""",
            _ => "{}",
        };
    }

    private static JsonObject ImagesOf(int variant)
    {
        var images = new JsonArray();
        if ((variant & 1) != 0) images.Add(Image("docker.io/library/small:1", 10));
        if ((variant & 2) != 0) images.Add(Image("docker.io/library/large:1", 1000));
        if ((variant & 4) != 0) images.Add(Image("docker.io/library/small:1", 500));
        return new JsonObject { ["images"] = images };
    }

    private static JsonObject Image(string name, int size) => new() { ["names"] = new JsonArray(name), ["sizeBytes"] = size };

    private sealed record Known(string Uid, DateTimeOffset Created, int Variant, int Status, int Version);
}
