using System.Globalization;
using System.Text.Json;
using K8GuardScript.Sdk.Fields;
using K8GuardScript.Sdk.Objects.Generated;

namespace K8GuardScript.Sdk.Objects;

/// <summary>
/// One version of one object, parsed, without managedFields, the last-applied annotation and Secret values. Never changes.
/// Odd input reads as absent: nothing here throws after <see cref="Parse"/>.
/// </summary>
internal sealed class KubeObject
{
    // what it holds never changes, only in which tables it does
    private Tape tape;

    private KubeObject(Tape tape, string fallbackVersion, string fallbackKind)
    {
        this.tape = tape;
        tape.Owner = this;
        ApiVersion = Own("apiVersion", fallbackVersion);
        Kind = Own("kind", fallbackKind);
        var metadata = Root["metadata"];
        Namespace = metadata["namespace"].Text.ToString();
        Name = metadata["name"].Text.ToString();
    }

    /// <summary>The object's own <c>apiVersion</c>, else the one that its reader named.</summary>
    public string ApiVersion { get; }

    /// <summary>The object's own <c>kind</c>, else the one that its reader named.</summary>
    public string Kind { get; }

    /// <summary>Empty for cluster-scoped kinds.</summary>
    public string Namespace { get; }

    public string Name { get; }

    /// <summary>Empty in manifests that no server has seen. Made on each reading; to compare it, see <see cref="UidKey"/>.</summary>
    public string Uid => Metadata(SchemaKey.Uid).ToString();

    /// <summary>The same, without its text.</summary>
    public ObjectUid UidKey => KeyOf(Metadata(SchemaKey.Uid));

    /// <summary>Opaque; empty in manifests that no server has seen. Made on each reading.</summary>
    public string ResourceVersion => Metadata(SchemaKey.ResourceVersion).ToString();

    /// <summary>Where the object's recurring texts are.</summary>
    public ObjectTables Tables => tape.Tables;

    /// <summary>The label's value; absent where there is none, or none that is a text.</summary>
    public Text Label(string key) => Root["metadata"]["labels"][key].Text;

    /// <inheritdoc cref="Label" />
    public Text Annotation(string key) => Root["metadata"]["annotations"][key].Text;

    /// <summary>Set while the object is being deleted.</summary>
    public DateTimeOffset? DeletionTimestamp
    {
        get
        {
            string? text = Root["metadata"]["deletionTimestamp"].Text;
            return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
        }
    }

    /// <summary>The whole object, untyped.</summary>
    public Field Root => Field.In(tape, Tape.Top, 0);

    /// <summary>
    /// Holds what it holds in other tables, while anybody reads; whoever holds a place in it goes on with the tables that it had.
    /// </summary>
    /// <param name="move">of one thread</param>
    public void MoveTo(TapeMove move)
    {
        var moved = move.Copy(tape);
        moved.Owner = this;
        Volatile.Write(ref tape, moved);
    }

    /// <summary>Whether it has this <see cref="ResourceVersion"/>.</summary>
    public bool IsVersion(string version)
    {
        var own = Metadata(SchemaKey.ResourceVersion);
        return own.IsEmpty ? version.Length == 0 : own == version;
    }

    /// <summary>Reads one object.</summary>
    /// <param name="utf8">the whole object; not kept</param>
    /// <param name="apiVersion">what counts where the object names none, as the items of a built-in kind's list</param>
    /// <param name="kind">likewise</param>
    /// <param name="tables">shared by objects that are held together, so that they share what recurs in them</param>
    /// <exception cref="ObjectFormatException">this is not one JSON object</exception>
    public static KubeObject Parse(ReadOnlySpan<byte> utf8, string apiVersion, string kind, ObjectTables? tables = null) =>
        new(ObjectParser.Parse(utf8, kind, tables ?? new ObjectTables()), apiVersion, kind);

    /// <summary>
    /// What anybody who reads the object sees changed since another version of it: its resourceVersion, the order of keys and what is
    /// dropped while reading are no change.
    /// </summary>
    public ObjectChange ChangeFrom(KubeObject before)
    {
        var isAnother = !string.Equals(ApiVersion, before.ApiVersion, StringComparison.Ordinal)
            || !string.Equals(Kind, before.Kind, StringComparison.Ordinal);
        return new TapeComparison(tape, before.tape).Change() | (isAnother ? ObjectChange.Other : ObjectChange.None);
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

    /// <summary>The uids of those that it names as its controller, each once. Servers allow one.</summary>
    public IReadOnlyList<ObjectUid> ControllerUids()
    {
        List<ObjectUid>? found = null;
        foreach (var owner in Root["metadata"]["ownerReferences"].Items)
        {
            var uid = owner["uid"].Text;
            if (owner["controller"].Bool == true && !uid.IsEmpty) (found ??= new List<ObjectUid>(1)).Add(KeyOf(uid));
        }

        return found is null ? [] : found.Count == 1 ? found : [.. found.Distinct()];
    }

    /// <summary>The object as JSON, complete with <c>apiVersion</c> and <c>kind</c>, so that it can be created again.</summary>
    public void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        if (!Has("apiVersion")) writer.WriteString("apiVersion", ApiVersion);
        if (!Has("kind")) writer.WriteString("kind", Kind);
        var held = tape;
        TapeJson.WriteMembers(writer, held, Word.Payload(held.Value(Tape.Top, 0)));
        writer.WriteEndObject();
    }

    private Text Metadata(int key)
    {
        var held = tape;
        var root = Word.Payload(held.Value(Tape.Top, 0));
        var metadata = held.Find(root, SchemaKey.Metadata);
        if (metadata < 0 || Word.Tag(held.Value(root, metadata)) != Word.Object) return default;
        var container = Word.Payload(held.Value(root, metadata));
        var slot = held.Find(container, key);
        return slot < 0 ? default : Text.In(held, held.Value(container, slot));
    }

    private static ObjectUid KeyOf(Text uid) => uid.TryReadUid(out var key) ? key : new ObjectUid(uid.ToString());

    private bool Has(string name) => Root[name].Kind != ValueKind.Missing;

    // most lists name the kind that they hold, so its own text need not be kept beside it
    private string Own(string name, string fallback)
    {
        var text = Root[name].Text;
        return text.IsEmpty || text == fallback ? fallback : text.ToString();
    }
}
