using System.Text;
using System.Text.Json.Nodes;
using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Actions.Looking;
using K8GuardScript.Core.Actions.Undoing;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Evaluate;
using K8GuardScript.Core.Guard.Rails;
using K8GuardScript.Core.Notify;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Settings;
using K8GuardScript.Core.Tests.Doubles;
using K8GuardScript.Core.Watch;
using K8GuardScript.Kubernetes.Scaling;
using K8GuardScript.Kubernetes.Tests.Doubles;
using K8GuardScript.Kubernetes.Transport;
using K8GuardScript.Sdk.Authoring;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Kubernetes.Tests.Conformance;

/// <summary>
/// What acts, as the program puts it together, on the server of the tests. One policy finds fault with every object that is not labelled
/// <c>ok=yes</c>, and everybody was warned.
/// </summary>
public abstract class ActingScene : ConformanceScene
{
    private static readonly TimeProvider Clock = TimeProvider.System;
    private readonly Rulebook rulebook = new();

    protected ActingScene(ConformanceServer server)
        : base(server)
    {
        Ledger = new Ledger(Store);
        Meddler = new MeddlingClient(Client);
        var objects = new ObjectStore(new StoreListeners());
        var owned = new OwnedObjects(rulebook);
        owned.Attach(objects);
        var families = new Families(objects, new OwnerChain(objects), owned);
        var cached = new StoreLookUp(objects, new ImageSizes(), Clock);
        var look = new FreshLook(Meddler, new Judge(cached, families, null, InlineEvaluation.Instance), cached);
        var ownWrites = new OwnWrites();
        var rails = new GuardRails([new FitRail(new ScalableKinds(Catalog))]);
        var writer = new ActionWriter(Meddler, Ledger, ownWrites, Leadership, Points, Clock);
        var parts = new JobParts(Meddler, Ledger, look, writer, Clock);
        Outlooks = new Outlooks(rulebook, objects, rails, new NoExemptions(), new KnownManagers(Meddler, Clock));
        var board = new NoticeBoard(Ledger, new Outbox(Ledger), new Silence(Ledger, Leadership, new SettableClockHealth()), rulebook, objects, Clock);
        var told = new OutcomeNotices(board, Ledger);
        Actor = new Actor(Ledger, rulebook, Outlooks, rails, look, writer, parts, told, Clock);
        LookUp = new OutcomeLookUp(Meddler, Ledger, rulebook, ownWrites, new HalfDone(Meddler, Leadership), parts, told, Clock);
        Undoer = new Undoer(Meddler, Ledger, rulebook, look, writer, told, Clock);
        Namer = new RevertNamer(Meddler, Ledger, look, told, Clock);
        AutoUndo = new AutoUndo(Ledger, rulebook, look, Undoer, Clock);
    }

    internal MemoryLedgerStore Store { get; } = new();

    internal SettableLeadership Leadership { get; } = new();

    internal RecordingFaultPoints Points { get; } = new();

    internal Ledger Ledger { get; }

    internal MeddlingClient Meddler { get; }

    internal Outlooks Outlooks { get; }

    internal Actor Actor { get; }

    internal OutcomeLookUp LookUp { get; }

    internal Undoer Undoer { get; }

    internal RevertNamer Namer { get; }

    internal AutoUndo AutoUndo { get; }

    /// <summary>An object that the policy finds fault with, and whose last warning was heard; the policy is in force.</summary>
    internal async Task<Episode> ViolatingAsync(KindName kind, string name, string rest, Act act)
    {
        var made = await Client.CreateAsync(
            kind, Namespace,
            Json($$"""{"apiVersion":"{{kind.ApiVersion}}","kind":"{{kind.Kind}}","metadata":{"name":"{{name}}","labels":{"team":"t"} },{{rest}} }"""),
            false, Cancel);
        Assert.True(made.Result == WriteResult.Done, made.Message);
        return Violating(kind, name, Uid(Parsed(made.Json)), act);
    }

    internal Episode Violating(KindName kind, string name, string uid, Act act)
    {
        var definition = PolicyScriptRunner.Run(
            () =>
            {
                Entry.Policy("p", Severity.High, "t").Escalate(action: act);
                Entry.Each(kind.ApiVersion, kind.Kind, (item, found) =>
                {
                    if (item["metadata"]["labels"]["ok"].Text != "yes") found.Violation(item["metadata"]["name"], "it is not ok");
                });
            },
            new Dictionary<string, SettingInput>());
        var ladder = new LadderOptions(TimeSpan.Zero, TimeSpan.FromMilliseconds(1), 1, act.Verb, act.Mark);
        var settings = new GuardSettings
        {
            Mode = Mode.Act,
            Teams = new Dictionary<string, TeamSettings> { ["t"] = new(["c"]) },
            Channels = new Dictionary<string, ChannelSettings> { ["c"] = new(ChannelType.Teams, "/f") },
        };
        rulebook.Swap(new Rulebook.Edition(settings, new PolicySet([new Policy(definition, new PolicySettings { Mode = Mode.Act }, ladder, "rev")])));
        var ago = Clock.GetUtcNow().AddHours(-1);
        var episode = new Episode
        {
            Key = new EpisodeKey("p", new ObjectKey(kind.Group, kind.Kind, Namespace, name), "metadata.name"),
            Kind = kind,
            Uid = uid,
            Revision = "rev",
            Code = "P",
            Severity = Severity.High,
            Path = "metadata.name",
            Message = "it is not ok",
            FirstSeen = ago,
            OpenedAt = ago,
            AcceptedWarnings = 1,
            Told = 1,
            ToldAt = ago,
            LastWarning = new AcceptedWarning(ago, uid, "rev", act.Verb, "c", "t", ago.AddMinutes(1)),
        };
        Ledger.Commit(() => new LedgerChange { Episodes = [episode] });
        return episode;
    }

    /// <summary>Acts on an episode as the loop does.</summary>
    internal Task<ActionReport> ActAsync(Episode episode)
    {
        var found = Ledger.Find(episode.Key)!;
        var outlook = new Outlook(
            found, rulebook.Current.Policies.Find("p")!, null!, new Recipient("t", ["c"], true), new LadderStep.Due());
        return Actor.ActAsync(outlook, Cancel);
    }

    /// <summary>Acts, and expects that it is done; controllers that write in between only cost a try.</summary>
    internal async Task<ActionRecord> ActedAsync(Episode episode)
    {
        var report = await ActAsync(episode);
        Assert.True(report.Result == ActionResult.Done, $"{report.Result}: {report.Why}");
        return report.Record!;
    }

    internal async Task<ActionRecord> UndoneAsync(ActionRecord action, bool automatic = false)
    {
        var report = await Undoer.UndoAsync(action.Id, "alice", automatic, Cancel);
        Assert.True(report.Result == ActionResult.Done, $"{report.Result}: {report.Why}");
        return report.Record!;
    }

    /// <summary>Somebody else writes, with <c>kubectl edit</c>.</summary>
    internal async Task ForeignAsync(KindName kind, string name, string patch)
    {
        var path = (await Catalog.ResolveAsync(kind, Cancel)).Path!.Object(kind == Namespaces ? "" : Namespace, name);
        var call = new ApiCall(HttpMethod.Patch, "patch", kind.Kind, $"{path}?fieldManager=kubectl-edit", TimeSpan.FromSeconds(30))
        {
            Body = Json(patch),
            ContentType = "application/merge-patch+json",
        };
        using var answer = await Api.OpenAsync(call, Cancel);
        Assert.True(answer.Code == 200, $"{answer.Code} {Encoding.UTF8.GetString((await answer.ReadAllAsync(8 << 20)).Span)}");
    }

    internal static string? Note(JsonObject item, string annotation) => (string?)item["metadata"]!["annotations"]?[annotation];
}
