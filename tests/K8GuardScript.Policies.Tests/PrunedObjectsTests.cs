using System.Text;
using System.Text.Json.Nodes;
using K8GuardScript.Core.Evaluate;
using K8GuardScript.Sdk.Objects;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Policies.Tests;

/// <summary>What is absent reads as absent: no shipped rule needs anything to be there.</summary>
public sealed class PrunedObjectsTests
{
    private const int Count = 5_000;

    [Fact]
    public void No_rule_faults_on_any_of_five_thousand_pruned_objects()
    {
        var whole = Whole();
        var policies = ShippedPolicies.Names.Select(name => (Name: name, Policy: ShippedPolicies.Load(name))).ToList();
        var findings = 0;
        for (var seed = 0; seed < Count; seed++)
        {
            var pruned = PrunedObjects.Of(whole[seed % whole.Count], seed);
            var target = KubeObject.Parse(Encoding.UTF8.GetBytes(pruned.ToJsonString()), "", "");
            foreach (var (name, policy) in policies) findings += Judge(policy, target, $"{name}, seed {seed}: {pruned}");
        }

        Assert.InRange(findings, Count / 10, int.MaxValue);
    }

    [Fact]
    public void The_same_seed_gives_the_same_object_and_another_one_another()
    {
        var whole = (JsonObject)JsonNode.Parse("""{"kind":"Pod","spec":{"a":[1,2,3,4,5,6],"b":{"c":{"d":"e"}},"f":{},"g":"h","i":1,"j":2}}""")!;
        var texts = Enumerable.Range(0, 100).Select(seed => PrunedObjects.Of(whole, seed).ToJsonString()).ToList();

        Assert.Equal(texts, Enumerable.Range(0, 100).Select(seed => PrunedObjects.Of(whole, seed).ToJsonString()));
        Assert.InRange(texts.Distinct().Count(), 20, 100);
        Assert.All(texts, text => Assert.Contains("\"kind\":\"Pod\"", text, StringComparison.Ordinal));
    }

    private static int Judge(PolicyDefinition policy, KubeObject target, string of)
    {
        try
        {
            return policy.Judge(target, new ImageSizes()).Findings.Count;
        }
        catch (RuleFaultException fault)
        {
            Assert.Fail($"{of}\n{fault}");
            return 0;
        }
    }

    /// <summary>Every manifest of the corpus and every object of the seed.</summary>
    private static List<JsonObject> Whole()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "shared", "corpus", "dev.jsonl"))) folder = folder.Parent;
        Assert.SkipWhen(folder is null, "there is no shared/corpus beside the repository");

        var shared = Path.Combine(folder!.FullName, "shared");
        var whole = File.ReadLines(Path.Combine(shared, "corpus", "dev.jsonl")).Select(line => (JsonObject)JsonNode.Parse(line)!["object"]!).ToList();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(shared, "kubernetes", "seed"), "*.json").Order(StringComparer.Ordinal))
        {
            var list = JsonNode.Parse(File.ReadAllBytes(file))!;
            foreach (var item in list["items"]!.AsArray())
            {
                item!["apiVersion"] = (string)list["apiVersion"]!;
                item["kind"] = ((string)list["kind"]!)[..^"List".Length];
                whole.Add((JsonObject)item);
            }
        }

        return whole;
    }
}
