using System.Text.Json;
using K8GuardScript.Core.Evaluate;
using K8GuardScript.Sdk.Objects;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Policies.Tests;

/// <summary>Scores the policies against labelled public manifests, where these lie beside the repository.</summary>
public sealed class CorpusTests
{
    [Theory]
    [InlineData("image-repo", 32, 32)]
    [InlineData("privileged", 81, 81)]
    [InlineData("capabilities", 87, 87)]
    [InlineData("host-volumes", 55, 55)]
    [InlineData("ingress-host", 12, 12)]
    [InlineData("single-replica", 7, 8)] // the corpus also wants a Deployment with 0 replicas, which is switched off
    [InlineData("no-owner", 1, 1)]
    public void The_policy_agrees_with_the_labels_as_often_as_ever(string policy, int agreed, int total)
    {
        var rows = Rows(policy);
        var wrong = new List<string>();
        foreach (var row in rows)
        {
            var definition = ShippedPolicies.Load(policy, Settings(row));
            var target = KubeObject.Parse(JsonSerializer.SerializeToUtf8Bytes(row.GetProperty("object")), "", "");
            var violates = definition.Judge(target, new ImageSizes()).Findings.Count > 0;
            if (violates != (row.GetProperty("expect").GetString() == "violation")) wrong.Add(row.GetProperty("id").GetString()!);
        }

        Assert.Equal(total, rows.Count);
        Assert.True(rows.Count - wrong.Count >= agreed, $"disagrees on {string.Join(", ", wrong)}");
    }

    private static List<JsonElement> Rows(string policy)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "shared", "corpus", "dev.jsonl"))) folder = folder.Parent;
        Assert.SkipWhen(folder is null, "there is no shared/corpus beside the repository");
        return
        [
            .. File.ReadLines(Path.Combine(folder!.FullName, "shared", "corpus", "dev.jsonl"))
                .Select(line => JsonSerializer.Deserialize<JsonElement>(line))
                .Where(row => row.GetProperty("check").GetString() == policy),
        ];
    }

    // what a fixture presumes, under the names that our settings have
    private static Dictionary<string, SettingInput> Settings(JsonElement row)
    {
        var settings = new Dictionary<string, SettingInput>();
        if (row.GetProperty("params") is not { ValueKind: JsonValueKind.Object } given) return settings;
        foreach (var parameter in given.EnumerateObject())
        {
            var setting = parameter.Name switch
            {
                "allowed" or "allowedPrefixes" or "allowedHostPaths" => "allowed",
                "exemptImages" => "exemptImages",
                _ => null,
            };
            if (setting is not null)
                settings[setting] = new SettingInput("corpus") { Items = [.. parameter.Value.EnumerateArray().Select(Text)] };
        }

        return settings;

        static SettingInput Text(JsonElement item) => new("corpus")
        {
            Scalar = item.ValueKind == JsonValueKind.Object ? item.GetProperty("pathPrefix").GetString() : item.GetString(),
        };
    }
}
