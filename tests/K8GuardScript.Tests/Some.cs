using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Guard.Pausing;
using K8GuardScript.Core.Notify;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Settings;
using K8GuardScript.Sdk.Authoring;
using K8GuardScript.Sdk.Registration;
using K8GuardScript.Storage;

namespace K8GuardScript.Tests;

/// <summary>Values that tests start from; each test changes what it is about.</summary>
internal static class Some
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    public static readonly KindName Deployment = new("apps", "v1", "Deployment");

    public static Episode Episode(
        string policy = "image-repo", string @namespace = "shop", string name = "web", string place = "spec.containers[name=app].image") => new()
        {
            Key = new EpisodeKey(policy, new ObjectKey("apps", "Deployment", @namespace, name), place),
            Kind = Deployment,
            Uid = "uid-1",
            Revision = "abcdef012345",
            Code = "IMAGE_REPO",
            Severity = Severity.High,
            Path = "spec.template.spec.containers[0].image",
            Message = "image `x` is not from an approved registry",
            FirstSeen = Noon,
            OpenedAt = Noon,
        };

    public static Policy Policy(string id, string revision) => new(
        PolicyScriptRunner.Run(
            () =>
            {
                Entry.Policy(id, Severity.Low, id);
                Entry.EachNamespace((_, _) => { });
            },
            new Dictionary<string, SettingInput>()),
        PolicySettings.Default,
        new LadderOptions(TimeSpan.Zero, TimeSpan.FromDays(1), 3, ActionVerb.None),
        revision);

    public static ActionRecord Action(Episode episode, string id = "action-1") => new()
    {
        Id = id,
        Policy = episode.Key.Policy,
        Target = episode.Key.Object,
        Episode = episode.Key,
        Kind = episode.Kind,
        Uid = episode.Uid,
        Verb = ActionVerb.Stop,
        Outcome = "scaled to 0",
        Revision = episode.Revision,
        State = ActionState.Intended,
        IntendedAt = Noon,
    };

    public static Warning Warning(Episode? episode = null) => new(
        episode ?? Episode(), "Images come from an approved registry", "push the image to one of the approved registries", 3, 3, IsLast: true,
        ActionVerb.Stop, "scaled to 0", Noon.AddDays(1));

    public static KillSwitch KillSwitch(Ledger ledger) => new(ledger, new PauseFile("nowhere"), TimeProvider.System);

    public static Message Message(params Warning[] warnings) =>
        new("0123456789abcdef", "test", new Recipient("payments", ["payments-teams"], Counts: true), warnings.Length > 0 ? warnings : [Warning()]);
}
