using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Answers;
using K8GuardScript.Simulator.Fields;
using K8GuardScript.Simulator.Resources;
using K8GuardScript.Simulator.Schema;
using K8GuardScript.Simulator.Storage;

namespace K8GuardScript.Simulator.Writing;

/// <summary>The rules of replacing an object by a new state, however that state came about.</summary>
/// <param name="FromPatch">the new state is a patch of the old one</param>
internal sealed record ObjectUpdate(WriteRequest Request, bool FromPatch)
{
    private static readonly string[] ServerOwned =
        ["uid", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds", "generation", "name", "namespace"];

    /// <summary>The paths of keys that came twice.</summary>
    public IReadOnlyList<string> Duplicates { get; init; } = [];

    /// <summary>The owners of fields are settled already, by server-side apply.</summary>
    public bool Applied { get; init; }

    private ResourceType Type => Request.Type;

    private string Name => Request.Name.Name;

    /// <summary>
    /// The state to store. Throws 409 for a stale version and for another uid (422 in a patch).
    /// It may equal the old one: then nothing is to be written.
    /// </summary>
    /// <param name="proposed">used up</param>
    public JsonObject Prepare(StoredObject old, JsonObject proposed, string now)
    {
        BodyIdentity.CheckKind(Type, proposed);
        if (FromPatch) BodyDecoding.Patched(Request, proposed, Duplicates);
        else BodyDecoding.Whole(Request, proposed, Duplicates);
        BodyIdentity.CheckName(Name, proposed);
        BodyIdentity.CheckNamespace(Request.Name.Namespace, proposed);

        var before = old.ToBody();
        var uid = proposed.Metadata().Text("uid") is { Length: > 0 } own && own != old.Uid ? own : null;
        if (uid is not null && !FromPatch) throw OtherUid(Request, uid, old.Uid);
        CheckVersion(old, proposed.Metadata());
        if (uid is not null) throw UidChanged(uid);

        EventForms.ToKept(Type, proposed);
        var next = Request.OfStatus ? WithStatus(before.DeepClone().AsObject(), proposed) : KeepStatus(before, proposed);
        KeepServerOwned(before.Metadata(), next.Metadata());
        next.Remove("kind");
        next.Remove("apiVersion");

        // what was loaded without its defaults is compared with them, as a real server does
        ObjectDefaults.ApplyAll(Type, Name, before, now);
        ObjectDefaults.ApplyAll(Type, Name, next, now);
        CheckFinalizers(before.Metadata(), next.Metadata());
        if (Differs(before, next, ["managedFields", "resourceVersion"])) ObjectChecks.Check(Type, Name, before, next);
        if (!Applied) ManagedFields.Updated(before, next, BuiltInTypes.Of(Type), Request.Writer(), now);
        var counts = Type.HasGeneration && !Request.OfStatus;
        if (counts && (SpecChanged(before, next) || DeploymentChanged(before, next))) CountGeneration(next.Metadata());
        return next;
    }

    /// <summary>Whether the prepared state is what is stored already.</summary>
    public bool ChangesNothing(StoredObject old, JsonObject next, string now)
    {
        var before = old.ToBody();
        ObjectDefaults.ApplyAll(Type, Name, before, now);
        return !Differs(before, next, ["resourceVersion"]);
    }

    private static bool Differs(JsonObject before, JsonObject next, string[] apart)
    {
        var (left, right) = (before.DeepClone().AsObject(), next.DeepClone().AsObject());
        foreach (var key in apart)
        {
            left.Metadata().Remove(key);
            right.Metadata().Remove(key);
        }

        // some times are written as null, and a null says no more than an absent field
        DropNulls(left);
        DropNulls(right);

        return !JsonNode.DeepEquals(left, right);
    }

    private static void DropNulls(JsonNode? node)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list) DropNulls(item);
        }

        if (node is not JsonObject map) return;
        foreach (var (key, value) in map.ToList())
        {
            if (value is null) map.Remove(key);
            else DropNulls(value);
        }
    }

    private void CheckVersion(StoredObject old, JsonObject metadata)
    {
        var version = metadata.Text("resourceVersion") ?? "";
        if (version is "" or "0")
        {
            if (!Type.IsCustom || FromPatch || Request.OfStatus) return;
            throw ApiError.Invalid(Type.Group, Type.Plural, Name, new StatusCause(
                "FieldValueInvalid", "Invalid value: 0: must be specified for an update", "metadata.resourceVersion"));
        }

        if (!Versions.TryParse(version, out var revision))
            throw ApiError.Unclassified($"strconv.ParseUint: parsing \"{version}\": invalid syntax");
        if (revision != old.Revision) throw ApiError.Stale(Type.Id, Name);
    }

    /// <summary>What a server says that looks for another object than is there.</summary>
    /// <param name="request">names the object</param>
    /// <param name="wanted">the uid in the body</param>
    /// <param name="found">the uid of what is there; empty for nothing</param>
    public static ApiError OtherUid(WriteRequest request, string wanted, string found)
    {
        // a rehearsal has its own way to the storage, without the prefix of its keys
        var prefix = request.DryRun ? "" : "/registry";
        return ApiError.Conflict(request.Type.Group, request.Type.Plural, request.Name.Name,
            $"StorageError: invalid object, Code: 4, Key: {prefix}/{request.Type.Plural}/{request.Name.Key}, ResourceVersion: 0, "
            + $"AdditionalErrorMsg: Precondition failed: UID in precondition: {wanted}, UID in object meta: {found}");
    }

    private ApiError UidChanged(string uid) =>
        SaidTwice(new StatusCause("FieldValueInvalid", $"Invalid value: \"{uid}\": field is immutable", "metadata.uid"));

    /// <summary>A real server checks metadata in two places and reports both.</summary>
    private ApiError SaidTwice(StatusCause cause) => ApiError.Invalid(Type.Group, Type.Kind, Name, cause, cause);

    private static JsonObject WithStatus(JsonObject current, JsonObject proposed)
    {
        if (proposed["status"] is { } status) current["status"] = status.DeepClone();
        else current.Remove("status");
        return current;
    }

    private JsonObject KeepStatus(JsonObject before, JsonObject proposed)
    {
        if (!Type.HasStatus) return proposed;
        if (before["status"] is { } status) proposed["status"] = status.DeepClone();
        else proposed.Remove("status");
        return proposed;
    }

    private static void KeepServerOwned(JsonObject before, JsonObject next)
    {
        foreach (var key in ServerOwned)
        {
            if (before[key] is { } value) next[key] = value.DeepClone();
            else next.Remove(key);
        }

        next.DropEmpty();
    }

    private void CheckFinalizers(JsonObject before, JsonObject next)
    {
        if (!before.ContainsKey("deletionTimestamp")) return;
        var added = next.Texts("finalizers").Except(before.Texts("finalizers")).ToList();
        if (added.Count == 0) return;
        var list = string.Join(", ", added.Select(finalizer => $"\"{finalizer}\""));
        var cause = new StatusCause("FieldValueForbidden",
            $"Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers []string{{{list}}}",
            "metadata.finalizers");
        throw SaidTwice(cause);
    }

    /// <summary>Deployments alone count changes of their annotations as well.</summary>
    private bool DeploymentChanged(JsonObject before, JsonObject next) => Type.Id.ToString() == "deployments.apps"
        && !JsonNode.DeepEquals(before.Metadata()["annotations"], next.Metadata()["annotations"]);

    private static bool SpecChanged(JsonObject before, JsonObject next)
    {
        // everything but metadata and status counts, as kinds without a spec (priority classes) have their content at the root
        string[] apart = ["metadata", "status", "kind", "apiVersion"];
        var keys = before.Concat(next).Select(entry => entry.Key).Distinct().Except(apart);
        return keys.Any(key => !JsonNode.DeepEquals(before[key], next[key]));
    }

    /// <summary>The next generation, or the first.</summary>
    public static void CountGeneration(JsonObject metadata) =>
        metadata["generation"] = metadata["generation"] is JsonValue value && value.TryGetValue<long>(out var count) ? count + 1 : 1;
}
