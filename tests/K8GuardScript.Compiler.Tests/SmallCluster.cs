using System.Text;
using K8GuardScript.Sdk.Objects;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Compiler.Tests;

/// <summary>Answers look-ups: a namespace with a Deployment, its Pod and two Services, and a Service elsewhere.</summary>
internal sealed class SmallCluster : IClusterLookup
{
    private static readonly KubeObject[] Objects =
    [
        Parse("""{"kind":"Namespace","metadata":{"name":"shop","labels":{"team":"payments"}}}"""),
        Parse("""{"kind":"Service","metadata":{"name":"b","namespace":"shop"},"spec":{"selector":{"app":"none"}}}"""),
        Parse("""{"kind":"Service","metadata":{"name":"a","namespace":"shop"},"spec":{"selector":{"app":"web"}}}"""),
        Parse("""{"kind":"Service","metadata":{"name":"x","namespace":"other"},"spec":{}}"""),
        Parse("""{"kind":"Pod","metadata":{"name":"web","namespace":"shop","labels":{"app":"web"}}}"""),
        Parse("""{"kind":"Pod","metadata":{"name":"db","namespace":"shop","labels":{"app":"db"}}}"""),
        Parse("""
            {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web","namespace":"shop"},"spec":{"selector":{"matchLabels":{"app":"web"}}}}
            """),
    ];

    public DateTimeOffset? Now => new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public long? ImageSize(string image) => null;

    public IReadOnlyList<KubeObject> List(LookUp wanted) => Array.FindAll(Objects, item =>
        item.Kind == wanted.Kind && item.ApiVersion == wanted.ApiVersion && (wanted.Namespace is null || item.Namespace == wanted.Namespace));

    public bool TryFind(LookUp wanted, out KubeObject? found)
    {
        found = List(wanted).SingleOrDefault(item => item.Name == wanted.Name);
        return true;
    }

    private static KubeObject Parse(string json) => KubeObject.Parse(Encoding.UTF8.GetBytes(json), "v1", "");
}
