namespace K8GuardScript.EndToEnd.Tests;

/// <summary>What the guard of a <see cref="CrashWorld"/> is told to do.</summary>
internal static class CrashScene
{
    /// <summary>It warns of each bad deployment twice, and then stops it.</summary>
    public const string BadImages = """
        Policy("bad-image", Severity.High, "Images come from somewhere").Escalate(warnings: 2, every: Seconds(1), action: Act.Stop);
        EachContainer((c, found) => { if (c.Image.StartsWith("evil")) found.Violation(c["image"], $"image `{c.Image}` is bad"); });
        """;

    /// <summary>It does the same with farms, whose scale is a resource of its own.</summary>
    public const string BadFarms = """
        Policy("bad-image", Severity.High, "Farms are not wanted").Escalate(warnings: 2, every: Seconds(1), action: Act.Stop);
        Each("example.com/v1", "Farm", (farm, found) => found.Violation(farm["spec"]["size"], "a farm is bad"));
        """;

    /// <summary>It stops every deployment in one night and brings it back the next morning.</summary>
    public const string Nights = """
        Policy("bad-image", Severity.High, "The shop sleeps at night");
        Schedule("nights", "0 20 * * *", "UTC", job => { foreach (var d in job.List<Deployment>("shop")) job.Do(Act.Stop, d); }, 100);
        Schedule("mornings", "0 7 * * *", "UTC", job => job.Undo("nights"), 100);
        """;

    /// <summary>A namespace with an owner, and the kind of farms.</summary>
    public const string Cluster = """
        apiVersion: v1
        kind: Namespace
        metadata: { name: shop, labels: { team: shop } }
        ---
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: { name: farms.example.com }
        spec:
          group: example.com
          scope: Namespaced
          names: { kind: Farm, listKind: FarmList, plural: farms, singular: farm }
          versions:
          - name: v1
            served: true
            storage: true
            subresources: { scale: { specReplicasPath: .spec.size, statusReplicasPath: .status.size } }
            schema:
              openAPIV3Schema:
                type: object
                properties:
                  spec: { type: object, properties: { size: { type: integer } } }
                  status: { type: object, properties: { size: { type: integer } } }
        """;

    /// <summary>Everything at once and soon.</summary>
    public static string Settings(string url) => $$"""
        cluster: test
        mode: act
        escalation: { grace: 0, every: 300ms, warnings: 2 }
        actions:
          soak: 0
          minimumAge: 0
          budget: { perHour: 10000, perNamespacePerHour: 10000 }
          breaker: { share: 100%, atLeast: 100000, within: 1h }
        owners: { team: [label team], fallback: platform }
        teams: { shop: { channels: [shop-teams] } }
        channels:
          shop-teams: { type: teams, urlFile: {{url}} }
          platform: { type: teams, urlFile: {{url}} }
        policies: { bad-image: { mode: act, escalation: { every: 300ms } } }
        """;
}
