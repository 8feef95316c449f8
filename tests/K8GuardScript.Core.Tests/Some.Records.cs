using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Evaluate;
using K8GuardScript.Core.Notify;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Record;
using K8GuardScript.Sdk.Authoring;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Tests;

// What the ledger holds, and what is decided from it.
internal static partial class Some
{
    public const string Place = "spec.template.spec.containers[name=app].image";

    /// <summary>An open episode of <see cref="Policy"/> on <see cref="Web"/>, opened at <see cref="Noon"/>.</summary>
    public static Episode Episode(string place = Place, string policy = "image-repo") => new()
    {
        Key = new EpisodeKey(policy, Web, place),
        Kind = Deployments,
        Uid = "uid-web",
        Revision = "rev-1",
        Code = "IMAGE_REPO",
        Severity = Severity.High,
        Path = "spec.template.spec.containers[0].image",
        Message = "image `bad/web:1` is bad",
        FirstSeen = Noon,
        OpenedAt = Noon,
    };

    /// <summary>The episode after <paramref name="count"/> counted warnings, the latest of which announced the action at this instant.</summary>
    public static Episode Warned(this Episode episode, int count, DateTimeOffset at, ActionVerb announced = ActionVerb.Stop) => episode with
    {
        AcceptedWarnings = count,
        Told = count,
        ToldAt = at,
        LastWarning = new AcceptedWarning(at, "uid-web", "rev-1", announced, "pay-teams", "payments"),
    };

    /// <summary>Everything allows an action.</summary>
    public static LadderSituation Situation() => new(Mode.Act, "uid-web", "rev-1", Dormant: null, OwnerCounts: true, "payments", WarnOnlyBecause: null);

    public static Finding Finding(string place = Place, string message = "image `bad/web:1` is bad", string? subject = null) =>
        new("spec.template.spec.containers[0].image", place, message, subject);

    public static Verdict Verdict(params Finding[] findings) => Verdict(Policy(), findings);

    public static Verdict Verdict(Policy policy, params Finding[] findings) =>
        new(policy, Deployments, Web, "uid-web", findings.Length > 0 ? VerdictResult.Violated : VerdictResult.Passed, findings);

    public static Warning Warning(Episode? episode = null, int ordinal = 1, ActionVerb announces = ActionVerb.None) => new(
        episode ?? Episode(), "Images come from an approved registry", "push it elsewhere", ordinal, 3, ordinal == 3, announces,
        announces == ActionVerb.None ? "" : "scaled to 0", announces == ActionVerb.None ? null : Noon.AddHours(24));

    public static Message Message(params Warning[] warnings) => new("m-1", "test", Payments, warnings);

    /// <summary>An outlook whose step is the first of three warnings.</summary>
    public static Outlook WarningDue(Episode? episode = null, Recipient? recipient = null, LadderStep.Warn? step = null, Policy? policy = null) => new(
        episode ?? Episode(), policy ?? Policy(), Situation(), recipient ?? Payments,
        step ?? new LadderStep.Warn(1, 3, IsLast: false, ArmsAction: true));

    public static ActionRecord Action(ActionState state = ActionState.Intended, ActionVerb verb = ActionVerb.Stop, string id = "a-1") => new()
    {
        Id = id,
        Policy = Episode().Key.Policy,
        Target = Episode().Key.Object,
        Episode = Episode().Key,
        Kind = Deployments,
        Uid = "uid-web",
        Verb = verb,
        Outcome = "scaled to 0",
        Revision = "rev-1",
        State = state,
        IntendedAt = Noon,
    };
}
