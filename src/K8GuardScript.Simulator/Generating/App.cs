namespace K8GuardScript.Simulator.Generating;

/// <summary>What belongs together in a generated cluster: a workload with its pods, and what is around it.</summary>
internal sealed class App(GeneratedObjects options, int number, string ns, string name)
{
    private static readonly string[] Products =
        ["web", "api", "worker", "gateway", "billing", "search", "catalog", "cart", "mail", "audit", "reports", "ledger", "media"];

    public int Number => number;

    public string Namespace => ns;

    public string Name => name;

    /// <summary>How often it was rolled out; what is released anew has its flaws anew.</summary>
    public int Release { get; set; }

    public int Replicas { get; init; } = 1;

    /// <summary>Whether it is told apart by its own service account; others use <c>default</c>.</summary>
    public string Account => name;

    public string Team => $"team-{Math.Abs(number) / 12 % 60:d2}";

    public int Containers => 1 + (Dice.For(options.Seed, number, 1).Below(10) switch { < 6 => 0, < 9 => 1, _ => 2 });

    /// <summary>How many environment variables its first container has.</summary>
    public int Variables => Dice.For(options.Seed, number, 2).Below(25);

    /// <summary>The live pods, in the order of their making.</summary>
    public List<PlannedObject> Pods { get; } = [];

    /// <summary>Its replica sets, the oldest first.</summary>
    public List<PlannedObject> Sets { get; } = [];

    public PlannedObject? Workload { get; set; }

    public bool Has(Flaw flaw, int release) => Dice.For(options.Seed, number, 1000 + ((int)flaw * 64) + (release * 7919)).Chance(options.FlawedShare);

    /// <summary>The image of a container: few repositories and tags, as many objects share them.</summary>
    public string Image(int container, int release)
    {
        var dice = Dice.For(options.Seed, number, 3 + container);
        var registry = Has(Flaw.UnknownRegistry, release) ? "docker.example.net" : "registry.example.com";
        var tag = Has(Flaw.LatestTag, release) ? "latest" : $"1.{dice.Below(6)}.{release % 20}";
        return $"{registry}/{(container == 0 ? Team : "platform")}/{Products[dice.Below(Products.Length)]}:{tag}";
    }

    public Dice Roll(int of) => Dice.For(options.Seed, number, 100_000 + of);
}
