using System.Globalization;
using System.Text.Json;
using K8GuardScript.Sdk.Fields;

namespace K8GuardScript.Sdk.Objects;

/// <summary>
/// One version of one object, parsed, without managedFields, the last-applied annotation and Secret values. Never changes.
/// Odd input reads as absent: nothing here throws after <see cref="Parse"/>.
/// </summary>
internal sealed class KubeObject
{
    private readonly ObjectIdentity identity;
    private readonly Element root;

    private KubeObject(ObjectIdentity identity, Element root) => (this.identity, this.root) = (identity, root);

    /// <summary>The object's own <c>apiVersion</c>, else the one that its reader named.</summary>
    public string ApiVersion => identity.ApiVersion;

    /// <summary>The object's own <c>kind</c>, else the one that its reader named.</summary>
    public string Kind => identity.Kind;

    /// <summary>Empty for cluster-scoped kinds.</summary>
    public string Namespace => identity.Namespace;

    public string Name => identity.Name;

    /// <summary>Empty in manifests that no server has seen.</summary>
    public string Uid => identity.Uid;

    /// <summary>Opaque; empty in manifests that no server has seen.</summary>
    public string ResourceVersion => identity.ResourceVersion;

    /// <summary>The label's value; absent where there is none, or none that is a text.</summary>
    public Text Label(string key) => Root["metadata"]["labels"][key].Text;

    /// <inheritdoc cref="Label" />
    public Text Annotation(string key) => Root["metadata"]["annotations"][key].Text;

    /// <summary>Set while the object is being deleted.</summary>
    public DateTimeOffset? DeletionTimestamp =>
        DateTimeOffset.TryParse(identity.DeletionTimestamp, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : null;

    /// <summary>The whole object, untyped.</summary>
    public Field Root => new(root);

    /// <summary>Reads one object.</summary>
    /// <param name="utf8">the whole object; not kept</param>
    /// <param name="apiVersion">what counts where the object names none, as the items of a built-in kind's list</param>
    /// <param name="kind">likewise</param>
    /// <param name="pool">shared by objects that are held together, so that they share their texts</param>
    /// <exception cref="ObjectFormatException">this is not one JSON object</exception>
    public static KubeObject Parse(ReadOnlySpan<byte> utf8, string apiVersion, string kind, TextPool? pool = null)
    {
        var (identity, source) = ObjectParser.Parse(utf8, apiVersion, kind, pool);
        return new KubeObject(identity, source.Root());
    }

    /// <summary>The owners, in the object's order.</summary>
    public IReadOnlyList<OwnerRef> OwnerReferences()
    {
        var owners = new List<OwnerRef>();
        foreach (var owner in Root["metadata"]["ownerReferences"].Items)
        {
            owners.Add(new OwnerRef(
                owner["apiVersion"].Text.ToString(),
                owner["kind"].Text.ToString(),
                owner["name"].Text.ToString(),
                owner["uid"].Text.ToString(),
                owner["controller"].Bool == true));
        }

        return owners;
    }

    /// <summary>The object as JSON, complete with <c>apiVersion</c> and <c>kind</c>, so that it can be created again.</summary>
    public void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        if (root.Find("apiVersion") is null) writer.WriteString("apiVersion", ApiVersion);
        if (root.Find("kind") is null) writer.WriteString("kind", Kind);
        root.WriteMembersTo(writer);
        writer.WriteEndObject();
    }
}
