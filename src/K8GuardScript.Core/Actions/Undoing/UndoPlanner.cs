using System.Globalization;
using System.Text.Json.Nodes;
using K8GuardScript.Core.Actions.Looking;
using K8GuardScript.Core.Actions.Planning;
using K8GuardScript.Sdk.Objects;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Actions.Undoing;

/// <summary>Knows how an action is taken back, where it still stands. Pure.</summary>
internal static class UndoPlanner
{
    /// <summary>Stands for the <see cref="ActionRecord.Previous"/> of an undo that created an object again.</summary>
    public const string Created = "\"absent\"";

    /// <summary>Why an action does not stand any more on its object, for people; null if it does.</summary>
    /// <param name="action">done, and not one that removed its object</param>
    /// <param name="fresh">the object as just read</param>
    public static string? WhyNotStanding(ActionRecord action, FreshObject fresh)
    {
        var item = fresh.Item;
        if (item.Uid != action.Uid) return "another object has that name now: it was deleted and created again";
        if (item.DeletionTimestamp is not null) return "the object is being deleted";
        if ((string?)item.Annotation(ActionAnnotations.IdOf(action.Verb)) != action.Id)
            return $"it does not carry the action's id any more{By(fresh, ["metadata", "annotations"])}";
        if (Stands(action, fresh)) return null;
        var mark = MarkBefore.Parse(action.Previous);
        var field = ChangedField.Of(action.Verb, mark is null ? null : new ActionMark(mark.Key, mark.Is), action.Kind);
        return $"somebody changed it since{By(fresh, field)}";
    }

    /// <summary>Whether the field that an action changed says what it wrote, whatever else the object carries.</summary>
    /// <inheritdoc cref="WhyNotStanding" />
    public static bool Stands(ActionRecord action, FreshObject fresh) => Stands(action, fresh.Item, fresh.Replicas);

    /// <param name="action">done, and not one that removed its object</param>
    /// <param name="item">its object</param>
    /// <param name="replicas">what its scale subresource asks for, where the action set that; null where it was not read</param>
    /// <inheritdoc cref="WhyNotStanding" />
    public static bool Stands(ActionRecord action, KubeObject item, int? replicas)
    {
        var mark = MarkBefore.Parse(action.Previous);
        return action.Verb switch
        {
            ActionVerb.Label => mark is not null && (string?)item.Label(mark.Key) == mark.Is,
            ActionVerb.Annotate => mark is not null && (string?)item.Annotation(mark.Key) == mark.Is,
            _ => ActionPlanner.Sort(action.Kind) switch
            {
                StopSort.Replicas => item.Root["spec"]["replicas"].Integer == 0,
                StopSort.Suspend => item.Root["spec"]["suspend"].Bool == true,
                StopSort.Park => (string?)item.Root["spec"]["template"]["spec"]["nodeSelector"][ActionAnnotations.Parked].Text == action.Id,
                StopSort.Scale => replicas == 0,
                _ => false,
            },
        };
    }

    /// <summary>Whether an undo of the action writes anything else into the field than the action did.</summary>
    public static bool Changes(ActionRecord action) => action.Verb switch
    {
        ActionVerb.Label or ActionVerb.Annotate => MarkBefore.Parse(action.Previous) is { } mark && mark.Was != mark.Is,
        _ => ActionPlanner.Sort(action.Kind) switch
        {
            StopSort.Replicas or StopSort.Scale => action.Previous != "0",
            StopSort.Suspend => action.Previous != "true",
            _ => true,
        },
    };

    /// <param name="action">the action, which stands</param>
    /// <param name="fresh">its object as just read</param>
    /// <param name="atLeast">fewer replicas than this are not restored</param>
    public static PlannedAction Plan(ActionRecord action, FreshObject fresh, int atLeast)
    {
        var annotations = new JsonObject();
        foreach (var name in ActionAnnotations.LeftBy(action.Verb)) annotations[name] = null;
        var metadata = new JsonObject { ["annotations"] = annotations };
        var patch = new JsonObject { ["metadata"] = metadata };
        var only = new PlannedRequest.Patch(patch);
        var version = fresh.Item.ResourceVersion;
        if (action.Verb is ActionVerb.Label or ActionVerb.Annotate)
        {
            var before = MarkBefore.Parse(action.Previous)!;
            if (action.Verb == ActionVerb.Label) metadata["labels"] = new JsonObject { [before.Key] = before.Was };
            else annotations[before.Key] = before.Was;
            return new PlannedAction(action.Verb == ActionVerb.Label ? "label taken back" : "annotation taken back", [only], version);
        }

        var replicas = Math.Max(Number(action.Previous), atLeast);
        var scaled = $"scaled back to {replicas.ToString(CultureInfo.InvariantCulture)}";
        switch (ActionPlanner.Sort(action.Kind))
        {
            case StopSort.Replicas:
                patch["spec"] = new JsonObject { ["replicas"] = replicas };
                return new PlannedAction(scaled, [only], version, "0");
            case StopSort.Suspend:
                patch["spec"] = new JsonObject { ["suspend"] = action.Previous == "true" };
                return new PlannedAction("resumed", [only], version, "true");
            case StopSort.Park:
                patch["spec"] = new JsonObject { ["template"] = Selector(action, fresh) };
                return new PlannedAction("unparked", [only], version);
            default:
                // the other way round than the action, so that the annotations tell until the end that it is not undone
                return new PlannedAction(scaled, [new PlannedRequest.Scale(replicas), only], version, "0");
        }
    }

    /// <summary>Creates an object again that an action removed.</summary>
    public static PlannedAction Recreate(ActionRecord action, string manifest, string undo) => new(
        "created again", [new PlannedRequest.Create(StoredManifest.ToCreate(manifest, action.Kind.ApiVersion, action.Kind.Kind, undo))], "", Created);

    // what others added to the selector since is theirs
    private static JsonObject Selector(ActionRecord action, FreshObject fresh)
    {
        var selector = new JsonObject { [ActionAnnotations.Parked] = null };
        var isOnlyOurs = fresh.Item.Root["spec"]["template"]["spec"]["nodeSelector"].Keys.Count == 1;
        JsonNode? then = isOnlyOurs && action.Previous == "null" ? null : selector;
        return new JsonObject { ["spec"] = new JsonObject { ["nodeSelector"] = then } };
    }

    private static string By(FreshObject fresh, IReadOnlyList<string> path) =>
        fresh.Managers.OwnersOf(path) is [{ Name: { Length: > 0 } name }, ..] ? $": `{name}` wrote it last" : "";

    private static int Number(string previous) =>
        int.TryParse(previous, NumberStyles.None, CultureInfo.InvariantCulture, out var replicas) ? replicas : 1;
}
