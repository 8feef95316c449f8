using K8GuardScript.Simulator.Resources;
using K8GuardScript.Simulator.Storage;

namespace K8GuardScript.Simulator.Generating;

/// <summary>Which objects a generated cluster has. About a third are pods, a sixth replica sets, a tenth ConfigMaps, as in real ones.</summary>
internal sealed class ClusterPlan
{
    private const int AppsPerNamespace = 12;
    private const int ObjectsPerNode = 200;
    private const int LargestApp = 24;
    private static readonly string[] Words =
        ["checkout", "orders", "stock", "prices", "users", "auth", "feed", "export", "photos", "maps", "chat", "tax"];
    private static readonly string[] Agents = ["kube-proxy", "log-agent", "node-metrics", "cni"];

    private readonly GeneratedObjects options;
    private readonly ResourceCatalog catalog;
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private string place = "default";

    public ClusterPlan(GeneratedObjects options, ResourceCatalog catalog)
    {
        this.options = options;
        this.catalog = catalog;
        AddNodes();
        if (options.Crowd > 0) AddCrowd();
        for (var number = 1; Objects.Count + LargestApp <= options.Count; number++) AddApp(number);
        var rest = new App(options, 0, place, "settings");
        while (Objects.Count < options.Count) Add("v1", "ConfigMap", rest, $"settings-{Objects.Count}");
    }

    public List<PlannedObject> Objects { get; } = [];

    /// <summary>Adds an object to the plan, or after it was carried out; the app's name is its own if it has none.</summary>
    public PlannedObject New(string version, string kind, App app, string? name = null, PlannedObject? owner = null)
    {
        if (!catalog.FindKind(version, kind, out var type)) throw new ArgumentException($"no kind `{kind}` in `{version}`", nameof(kind));
        var number = numbers[kind] = numbers.GetValueOrDefault(kind) + 1;
        return new PlannedObject(type, new ObjectName(type.Namespaced ? app.Namespace : "", name ?? app.Name), app, owner, number);
    }

    public PlannedObject NewPod(App app, PlannedObject owner)
    {
        var number = numbers.GetValueOrDefault("Pod");
        var pod = New("v1", "Pod", app, $"{owner.Name.Name}-{app.Roll(7_000_000 + number).Word(5)}{number % 10}", owner);
        pod.Release = owner.Release;
        return pod;
    }

    public PlannedObject NewSet(App app, int release)
    {
        var set = New("apps/v1", "ReplicaSet", app, $"{app.Name}-{SetHash(app, release)}", app.Workload);
        set.Release = release;
        return set;
    }

    public static string SetHash(App app, int release) => app.Roll(release).Word(9);

    private PlannedObject Add(string version, string kind, App app, string? name = null, PlannedObject? owner = null)
    {
        var added = New(version, kind, app, name, owner);
        Objects.Add(added);
        return added;
    }

    private void AddNodes()
    {
        var nodes = Math.Clamp(options.Count / ObjectsPerNode, 1, 5_000);
        for (var i = 1; i <= nodes; i++) Add("v1", "Node", new App(options, -i, "", $"node-{i:d4}"));
        if (options.Count < ObjectsPerNode) return;
        foreach (var (agent, i) in Agents.Select((agent, i) => (agent, i)))
        {
            var app = new App(options, -100_000 - i, "kube-system", agent) { Replicas = nodes };
            app.Workload = Add("apps/v1", "DaemonSet", app);
            Add("v1", "ServiceAccount", app);
            Add("v1", "ConfigMap", app);
            for (var node = 0; node < nodes; node++) AddPod(app, app.Workload);
        }
    }

    private void AddCrowd()
    {
        var crowd = new App(options, -200_000, "crowd", "crowd");
        Add("v1", "Namespace", crowd);
        for (var i = 0; i < 20; i++)
        {
            var app = new App(options, -200_001 - i, "crowd", $"crowd-{i:d2}") { Replicas = options.Crowd / 20 };
            app.Workload = Add("apps/v1", "Deployment", app);
            app.Sets.Add(NewSet(app, 0));
            Objects.Add(app.Sets[0]);
            Add("v1", "Service", app);
            for (var pod = 0; pod < options.Crowd / 20; pod++) AddPod(app, app.Sets[0]);
        }
    }

    private void AddApp(int number)
    {
        var dice = Dice.For(options.Seed, number, 9);
        if (number % AppsPerNamespace == 1) AddNamespace(number / AppsPerNamespace);
        var app = new App(options, number, place, $"{dice.Of(Words)}-{number}") { Replicas = 1 + dice.Below(6), Release = 2 };
        Add("v1", "ServiceAccount", app);
        Add("v1", "ConfigMap", app);
        switch (dice.Below(100))
        {
            case < 72:
                AddDeployment(app, dice);
                break;
            case < 82:
                AddStateful(app);
                break;
            case < 94:
                AddSchedule(app, dice);
                break;
            default:
                Add("v1", "Pod", app);
                break;
        }
    }

    private void AddNamespace(int number)
    {
        place = $"space-{number:d4}";
        var app = new App(options, 1_000_000 + number, place, place);
        Add("v1", "Namespace", app);
        Add("v1", "ServiceAccount", app, "default");
        Add("v1", "ConfigMap", app, "kube-root-ca.crt");
        Add("networking.k8s.io/v1", "NetworkPolicy", app, "default");
    }

    private void AddDeployment(App app, Dice dice)
    {
        app.Workload = Add("apps/v1", "Deployment", app);
        for (var release = dice.Below(3); release <= app.Release; release++)
        {
            app.Sets.Add(NewSet(app, release));
            Objects.Add(app.Sets[^1]);
        }

        for (var i = 0; i < app.Replicas; i++) AddPod(app, app.Sets[^1]);
        Add("v1", "Service", app);
        if (dice.Chance(0.4)) Add("networking.k8s.io/v1", "Ingress", app);
        if (app.Replicas > 1) Add("policy/v1", "PodDisruptionBudget", app);
        if (dice.Chance(0.3)) Add("autoscaling/v2", "HorizontalPodAutoscaler", app);
        if (dice.Chance(0.6)) Add("v1", "ConfigMap", app, $"{app.Name}-env");
    }

    private void AddStateful(App app)
    {
        app.Workload = Add("apps/v1", "StatefulSet", app);
        for (var i = 0; i < app.Replicas; i++)
        {
            app.Pods.Add(Add("v1", "Pod", app, $"{app.Name}-{i}", app.Workload));
            Add("v1", "PersistentVolumeClaim", app, $"data-{app.Name}-{i}");
        }

        Add("v1", "Service", app);
        Add("policy/v1", "PodDisruptionBudget", app);
    }

    private void AddSchedule(App app, Dice dice)
    {
        app.Workload = Add("batch/v1", "CronJob", app);
        for (var run = 1 + dice.Below(3); run > 0; run--)
        {
            var job = Add("batch/v1", "Job", app, $"{app.Name}-{29_000_000 + (run * 60)}", app.Workload);
            AddPod(app, job);
        }
    }

    private void AddPod(App app, PlannedObject owner)
    {
        var pod = NewPod(app, owner);
        app.Pods.Add(pod);
        Objects.Add(pod);
    }
}
