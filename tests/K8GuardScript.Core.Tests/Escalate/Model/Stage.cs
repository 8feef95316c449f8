using System.Text.Json.Nodes;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Exemptions;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Scopes;
using K8GuardScript.Core.Settings;
using K8GuardScript.Core.Tests.Doubles;
using K8GuardScript.Sdk.Authoring;
using K8GuardScript.Sdk.Objects;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Tests.Escalate.Model;

/// <summary>Lets a story happen to a guard and to the plain model beside it, and says where the two part.</summary>
internal sealed partial class Stage : IExemptions, IDisposable
{
    private static readonly string[] Ids = ["image-repo", "image-tag"];
    private static readonly string[] Images = ["bad/web:1", "good/web:1", "bad/web:latest", "good/web:latest"];
    private static readonly ObjectKey[] Keys =
        [new("apps", "Deployment", "shop", "web"), new("apps", "Deployment", "shop", "api"), new("apps", "Deployment", "kube-system", "dns")];

    private static readonly TimeSpan UndoHold = TimeSpan.FromHours(6);
    private static readonly TimeSpan Freeze = TimeSpan.FromHours(5);
    private static readonly TimeSpan[] Spans =
    [
        TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(30), TimeSpan.FromHours(1), TimeSpan.FromHours(1),
        TimeSpan.FromHours(2), TimeSpan.FromHours(7), TimeSpan.FromHours(121),
    ];

    private readonly Times times = new();
    private readonly MemoryLedgerStore store = new();
    private readonly LiveCluster cluster = new();
    private readonly PlainModel model = new();
    private readonly HashSet<string> contained = [];
    private readonly HashSet<string> effective = [];
    private readonly int[] revisions = [0, 0];
    private readonly HashSet<string> removed = ["image-tag"];
    private readonly StageLease lease = new();
    private GuardSettings settings = Some.Settings();
    private Guard guard;
    private string? wrong;
    private bool isOut;
    private bool isPaused;
    private bool hasWindow;
    private bool hasBudget;
    private DateTimeOffset? frozenAt;
    private TimeSpan soak;

    public Stage()
    {
        cluster.OnWrite = Written;
        PutNamespaces("payments");
        guard = NewGuard();
        guard.Watches(cluster);
        Follow();
        Judge();
    }

    public int Warned { get; private set; }

    public int Acted { get; private set; }

    public int ActedAgain { get; private set; }

    public int Undone { get; private set; }

    public int UndoneAlone { get; private set; }

    public int Wished { get; private set; }

    private DateTimeOffset Now => times.Now;

    /// <returns>where the guard does otherwise than the model; null if nowhere</returns>
    public string? Play(Story story)
    {
        for (var i = 0; i < story.Turns.Count && wrong is null; i++)
        {
            Happens(story.Turns[i]);
            foreach (var key in Keys.Where(key => ActionOn(cluster.Find(key)) != standing.GetValueOrDefault(key))) standing.Remove(key);
            if (wrong is not null) wrong = $"turn {i} ({story.Turns[i]}) at {Now:O}: {wrong}";
        }

        return wrong;
    }

    public Exemption? For(EpisodeKey key, KubeObject? target, KubeObject? ns, DateTimeOffset now) =>
        model.IsExempt((key.Policy, key.Object), now)
            ? new Exemption([key.Policy], Scope.Everything, "agreed", "SEC-1", model.Exempt[(key.Policy, key.Object)], "f.yaml(1,1)")
            : null;

    public void Dispose() => guard.Dispose();

    private void Happens(Turn turn)
    {
        var (key, id) = (Keys[turn.To % Keys.Length], Ids[turn.To % Ids.Length]);
        switch (turn.What)
        {
            case Happening.Apply:
                Apply(key, Images[turn.How % Images.Length]);
                break;
            case Happening.Image when cluster.Find(key) is not null:
                cluster.Put(
                    Some.Deployments, key.Namespace, key.Name, Now,
                    item => item["spec"]!["template"]!["spec"]!["containers"]![0]!["image"] = Images[turn.How % Images.Length]);
                break;
            case Happening.Scale when cluster.Find(key) is not null:
                cluster.Put(Some.Deployments, key.Namespace, key.Name, Now, item => Scale(item, turn.How));
                break;
            case Happening.Delete:
                cluster.Delete(key);
                break;
            case Happening.Recreate when cluster.Find(key) is { } last:
                var image = (string)last["spec"]!["template"]!["spec"]!["containers"]![0]!["image"]!;
                cluster.Delete(key);
                if (turn.How % 2 == 1) guard.Watches(cluster);
                Apply(key, image);
                break;
            case Happening.Protect when cluster.Find(key) is not null:
                cluster.Put(Some.Deployments, key.Namespace, key.Name, Now, item => Mark(item, "k8guard.io/protected", turn.How % 2 == 0));
                break;
            case Happening.GitOps when cluster.Find(key) is not null:
                cluster.Put(Some.Deployments, key.Namespace, key.Name, Now, item => Mark(item, "argocd.argoproj.io/tracking-id", turn.How % 2 == 0));
                break;
            case Happening.Watch:
                guard.Watches(cluster);
                break;
            case Happening.Judge:
                guard.Watches(cluster);
                Judge();
                break;
            case Happening.Round:
                Round();
                break;
            case Happening.Pass:
                times.Pass(Spans[turn.How % Spans.Length]);
                break;
            case Happening.Outage:
                isOut = turn.How % 2 == 0;
                break;
            case Happening.Restart:
                Restart();
                break;
            default:
                Rules(turn, key, id);
                break;
        }
    }

    private void Rules(Turn turn, ObjectKey key, string id)
    {
        switch (turn.What)
        {
            case Happening.Revise:
                revisions[turn.To % Ids.Length] = turn.How % 2;
                Follow();
                break;
            case Happening.Mode:
                model.Mode = turn.How switch { 0 or 1 => Mode.Safe, 2 => Mode.DryRun, _ => Mode.Act };
                Follow();
                break;
            case Happening.Ladder:
                model.Warnings = 1 + (turn.How % 3);
                Follow();
                break;
            case Happening.Remove:
                if (!removed.Remove(id)) removed.Add(id);
                Follow();
                break;
            case Happening.Existing:
                model.WarnsExisting = turn.How % 2 == 0;
                Follow();
                break;
            case Happening.Owner:
                PutNamespaces(turn.How % 2 == 0 ? "others" : "payments");
                break;
            case Happening.Exempt when turn.How < 5:
                model.Exempt[(id, key)] = Now + Spans[turn.How];
                break;
            case Happening.Exempt:
                model.Exempt.Remove((id, key));
                break;
            case Happening.Write:
                cluster.NextWrite = 1 + (turn.How % 4);
                break;
            case Happening.Undo:
                Undo(key, turn.How);
                break;
            case Happening.Wish when cluster.Find(key) is { } wished:
                Attempt(() => guard.Wishes(id, key, PlainModel.Uid(wished)));

                // whoever asks the breaker trips it
                if (guard.Breaker.Trips.Any(trip => !model.Tripped.Contains(trip.Policy))) model.Trip(Now);
                break;
            default:
                Levers(turn, id);
                break;
        }
    }

    private void Levers(Turn turn, string id)
    {
        var isOn = turn.How % 2 == 0;
        switch (turn.What)
        {
            case Happening.Lease:
                (lease.IsLost, lease.Noticed) = (turn.How < 4, isOn);
                break;
            case Happening.Clock:
                Clocks(turn.How);
                break;
            case Happening.Pause:
                isPaused = isOn;
                if (isOn) guard.KillSwitch.Pause("a person", "");
                else guard.KillSwitch.Resume("a person");
                break;
            case Happening.Resume:
                guard.Breaker.Resume(id, "a person");
                model.Resume(id, Now);
                break;
            case Happening.Window or Happening.Budget or Happening.Soak or Happening.Freeze:
                if (turn.What == Happening.Window) hasWindow = isOn;
                else if (turn.What == Happening.Budget) hasBudget = isOn;
                else if (turn.What == Happening.Freeze) frozenAt = isOn ? Now : null;
                else soak = isOn ? TimeSpan.FromHours(3) : TimeSpan.Zero;
                Follow();
                break;
        }
    }

    private void Apply(ObjectKey key, string image) => cluster.Put(Some.Deployments, key.Namespace, key.Name, Now, item => item["spec"] = new JsonObject
    {
        ["replicas"] = 3,
        ["template"] = new JsonObject
        {
            ["spec"] = new JsonObject { ["containers"] = new JsonArray(new JsonObject { ["name"] = "app", ["image"] = image }) },
        },
    });

    private static void Mark(JsonObject item, string name, bool isOn)
    {
        if (item["metadata"]!["annotations"] is not JsonObject marks) item["metadata"]!["annotations"] = marks = [];
        marks.Remove(name);
        if (isOn) marks[name] = "true";
    }

    // some take what the guard left away with it
    private static void Scale(JsonObject item, int how)
    {
        item["spec"]!["replicas"] = how % 4 > 1 ? 0 : 3;
        if (how == 2) item["metadata"]!.AsObject().Remove("annotations");
    }

    private void Clocks(int how)
    {
        if (how < 2) times.SetWall(how == 0 ? TimeSpan.FromDays(365) : TimeSpan.FromDays(-1));
        else if (how == 2) times.Sleep(TimeSpan.FromHours(8));
        else if (how == 3) times.SetWall(TimeSpan.FromSeconds(90));
        else if (how == 4) times.IsMute = true;
        else
        {
            times.IsMute = false;
            times.SetWall(TimeSpan.Zero);
        }

        times.Hear();
    }

    private void PutNamespaces(string team)
    {
        foreach (var name in (string[])["shop", "kube-system"])
            cluster.Put(Some.Namespaces, "", name, Now, item => item["metadata"]!["labels"] = new JsonObject { ["team"] = team });
    }

    private void Restart()
    {
        guard.Dispose();
        times.Restart();
        guard = NewGuard();
        model.Restart(Now);
        guard.Watches(cluster);
        Follow();
        Judge();
    }

    private Guard NewGuard() => new(store, cluster, this, lease, times.Clock);

    private void Follow()
    {
        model.Revisions.Clear();
        var policies = new List<Policy>();
        for (var i = 0; i < Ids.Length; i++)
        {
            if (removed.Contains(Ids[i])) continue;
            var ladder = new LadderOptions(PlainModel.Grace, PlainModel.Every, model.Warnings, ActionVerb.Stop);
            var revision = $"rev-{revisions[i]}-{model.Warnings}";
            model.Revisions[Ids[i]] = revision;
            policies.Add(Some.Policy(Ids[i], ladder, revision, rules: i == 0 ? null : Latest));
        }

        model.Follow(Now);
        var known = Some.Settings();
        settings = known with
        {
            Mode = model.Mode,
            Existing = model.WarnsExisting ? ExistingViolations.Warn : known.Existing,
            Teams = new Dictionary<string, TeamSettings>(known.Teams) { ["others"] = new(["other-teams"]) },
            Channels = new Dictionary<string, ChannelSettings>(known.Channels) { ["other-teams"] = new(ChannelType.Teams, "/secret/others") },
            Actions = Actions(),
        };
        guard.Follow(settings, policies);
        Compare();
    }

    private ActionSettings Actions() => new()
    {
        Windows = hasWindow ? [new ActionWindow(Enum.GetValues<DayOfWeek>().ToHashSet(), new(9, 0), new(17, 0), TimeZoneInfo.Utc, Scope.Everything)] : [],
        Freezes = frozenAt is { } from ? [new ActionFreeze(from, from + Freeze, Scope.Everything, "")] : [],
        PerHour = hasBudget ? 1 : null,
        PerNamespacePerHour = null,
        Soak = soak,
        UndoHold = UndoHold,
        MinimumAge = TimeSpan.Zero,
        BreakerAtLeast = PlainModel.BreakerAtLeast,
        BreakerWithin = PlainModel.BreakerWithin,
    };

    private static void Latest() => Entry.EachContainer((c, found) =>
    {
        if (c.Image.EndsWith(":latest")) found.Violation(c["image"], $"image `{c.Image}` is a moving one");
    });

    private void Judge()
    {
        guard.Judges();
        model.Judge(Keys, guard.Seen, guard.IsBehind, Now);
        Compare();
    }
}
