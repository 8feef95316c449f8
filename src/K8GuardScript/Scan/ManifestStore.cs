using System.Text.Json;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Watch;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Scan;

/// <summary>Holds what was exported from a cluster, so that owners are found by their uid.</summary>
internal sealed class ManifestStore : IStoreListener
{
    private ManifestStore()
    {
    }

    public static ObjectStore Of(IEnumerable<Manifest> manifests)
    {
        var store = new ObjectStore(new ManifestStore());
        foreach (var target in manifests.Select(manifest => manifest.Object).Where(target => target.Uid.Length > 0 && target.Name.Length > 0))
            store.Changed(KindName.Parse(target.ApiVersion, target.Kind), Json(target));
        return store;
    }

    public void Changed(KindName kind, KubeObject item, KubeObject? before)
    {
    }

    public void Gone(KindName kind, KubeObject last)
    {
    }

    public void StateChanged(KindName kind, KindState state)
    {
    }

    private static byte[] Json(KubeObject target)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer)) target.WriteTo(writer);
        return buffer.ToArray();
    }
}
