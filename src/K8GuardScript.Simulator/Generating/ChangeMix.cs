using K8GuardScript.Simulator.Resources;
using K8GuardScript.Simulator.Storage;

namespace K8GuardScript.Simulator.Generating;

/// <summary>
/// Changes a generated cluster, one write at a time, always the same ones in the same order. Of a hundred draws 55 are a pod's status,
/// 15 a node's heartbeat, 10 a Deployment's status, 8 the data of a ConfigMap, 5 the labels of a Service, 4 a pod that is made anew, and
/// 3 a rollout, which takes as many writes as it needs: the Deployment, a new ReplicaSet, every pod gone and made anew, the ReplicaSet
/// before, and the oldest one gone.
/// </summary>
internal sealed class ChangeMix
{
    private readonly GeneratedCluster generated;
    private readonly Dictionary<string, List<PlannedObject>> byKind;
    private readonly List<App> rollable;
    private readonly List<App> podded;
    private readonly Queue<Func<MadeChange?>> steps = new();
    private Dice dice;

    public ChangeMix(GeneratedCluster generated, int seed)
    {
        this.generated = generated;
        dice = Dice.For(seed, -1);
        byKind = generated.Plan.Objects.GroupBy(planned => planned.Type.Kind).ToDictionary(group => group.Key, group => group.ToList());
        var apps = generated.Plan.Objects.Select(planned => planned.App).Distinct().ToList();
        rollable = [.. apps.Where(app => app.Sets.Count > 0)];
        podded = [.. rollable.Where(app => app.Pods.Count > 0)];
    }

    /// <summary>Makes one write.</summary>
    /// <returns>null where there was nothing to change, as the drawn object is gone</returns>
    public MadeChange? MakeOne()
    {
        if (steps.TryDequeue(out var step)) return step();
        return dice.Below(100) switch
        {
            < 55 => Status(PodOfAnyApp()),
            < 70 => Status(AnyOf("Node")),
            < 80 => Status(AnyOf("Deployment")),
            < 88 => Edit(AnyOf("ConfigMap")),
            < 93 => Edit(AnyOf("Service")),
            < 97 => Remake(),
            _ => RollOut(),
        };
    }

    private PlannedObject? AnyOf(string kind) => byKind.TryGetValue(kind, out var all) ? dice.Of(all) : null;

    // the plan's own list knows nothing of pods that were made since
    private PlannedObject? PodOfAnyApp() => podded.Count == 0 ? AnyOf("Pod") : dice.Of(dice.Of(podded).Pods);

    private MadeChange? Status(PlannedObject? planned)
    {
        if (planned is null) return null;
        planned.StatusEdition++;
        return Told("status", planned, generated.Rewrite(planned));
    }

    private MadeChange? Edit(PlannedObject? planned)
    {
        if (planned is null) return null;
        planned.Edition++;
        return Told("edited", planned, generated.Rewrite(planned));
    }

    private MadeChange? Remake()
    {
        if (podded.Count == 0) return null;
        var app = dice.Of(podded);
        return Remake(app, dice.Below(app.Pods.Count), app.Sets[^1]);
    }

    private MadeChange? Remake(App app, int place, PlannedObject owner)
    {
        var old = app.Pods[place];
        steps.Enqueue(() => Add(app.Pods[place] = generated.Plan.NewPod(app, owner)));
        return Told("deleted", old, generated.Remove(old));
    }

    private MadeChange? RollOut()
    {
        if (rollable.Count == 0) return null;
        var app = dice.Of(rollable);
        var (before, workload) = (app.Sets[^1], app.Workload!);
        app.Release++;
        workload.Release = app.Release;
        var set = generated.Plan.NewSet(app, app.Release);
        app.Sets.Add(set);
        steps.Enqueue(() => Add(set));
        for (var i = 0; i < app.Pods.Count; i++)
        {
            var place = i;
            steps.Enqueue(() => Told("deleted", app.Pods[place], generated.Remove(app.Pods[place])));
            steps.Enqueue(() => Add(app.Pods[place] = generated.Plan.NewPod(app, set)));
        }

        steps.Enqueue(() => Edit(before));
        if (app.Sets.Count > 2)
        {
            var oldest = app.Sets[0];
            app.Sets.RemoveAt(0);
            steps.Enqueue(() => Told("deleted", oldest, generated.Remove(oldest)));
        }

        return Edit(workload);
    }

    private MadeChange Add(PlannedObject planned) => new("created", planned.Type.Id, planned.Name, generated.Add(planned).Revision);

    private static MadeChange? Told(string what, PlannedObject planned, StoredObject? stored) =>
        stored is null ? null : new MadeChange(what, planned.Type.Id, planned.Name, stored.Revision);
}

/// <param name="What">status, edited, created or deleted</param>
/// <param name="Resource">of which resource</param>
/// <param name="Name">which object</param>
/// <param name="Revision">the version that it got</param>
internal sealed record MadeChange(string What, ResourceId Resource, ObjectName Name, long Revision);
