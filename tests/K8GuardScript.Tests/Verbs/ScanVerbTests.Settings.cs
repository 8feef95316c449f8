namespace K8GuardScript.Tests.Verbs;

/// <summary>Settings beside the policies, and named ones.</summary>
public sealed partial class ScanVerbTests
{
    [Theory]
    [InlineData("policies: { no-latest: { enabled: false } }", 0)]
    [InlineData("policies: { no-latest: { namespaces: [\"!shop\"] } }", 0)]
    [InlineData("policies: { no-latest: { namespaces: [shop] } }", 1)]
    [InlineData("policies: { no-latest: { settings: { exempt: [\"nginx:latest\"] } } }", 0)]
    [InlineData("policies: { no-latest: { kinds: [Deployment] } }", 0)]
    [InlineData("policies: { no-latest: { names: ['w*'], kinds: [Pod.] } }", 1)]
    [InlineData("policies: { no-latest: { objectSelector: app=other } }", 0)]
    [InlineData("policies: { no-latest: { overrides: [ { names: [web], settings: { exempt: [\"nginx:latest\"] } } ] } }", 0)]
    [InlineData("policies: { no-latest: { overrides: [ { names: [db], settings: { exempt: [\"nginx:latest\"] } } ] } }", 1)]
    [InlineData("policies: { no-latest: { overrides: [ { names: [db], settings: { exmpt: [] } } ] } }", 2)]
    [InlineData("policies: { no-latest: { settings: { exempt: 5 } } }", 2)]
    [InlineData("policies: { no-latest: { settings: { exmpt: [] } } }", 2)]
    [InlineData("polices: {}", 2)]
    [InlineData("a: [", 2)]
    public async Task The_settings_beside_the_policies_count(string settings, int expected)
    {
        folder.Write("p/policies.yaml", settings);

        var (code, json, _) = await ScanAsync("pod.yaml");

        Assert.Equal(expected, code);
        if (expected == 2) Assert.Equal(folder.At("p/policies.yaml"), json.GetProperty("errors")[0].GetProperty("file").GetString());
    }

    [Theory]
    [InlineData("", 0, 0, 1)]
    [InlineData("\n---\napiVersion: v1\nkind: Namespace\nmetadata: { name: shop, labels: { env: prod } }\n", 1, 1, 0)]
    [InlineData("\n---\napiVersion: v1\nkind: Namespace\nmetadata: { name: shop, labels: { env: dev } }\n", 0, 0, 0)]
    public async Task A_namespaces_labels_count_where_it_is_among_the_manifests_and_else_leave_it_open(string more, int expected, int violations, int open)
    {
        folder.Write("p/policies.yaml", "policies: { no-latest: { namespaceSelector: env=prod } }");
        folder.Write("pod.yaml", Pod + more);

        var (code, json, _) = await ScanAsync("pod.yaml");

        Assert.Equal((expected, violations), (code, json.GetProperty("violations").GetArrayLength()));
        Assert.Equal(open, json.GetProperty("summary").GetProperty("unknown").GetInt32());
    }

    [Fact]
    public async Task Named_settings_merge_in_their_order()
    {
        var first = folder.Write("a.yaml", "policies: { no-latest: { enabled: false, namespaces: [shop] } }");
        var second = folder.Write("b.yaml", "policies: { no-latest: { enabled: true } }");

        Assert.Equal(0, (await ScanAsync("pod.yaml", "--config", first)).Code);
        Assert.Equal(1, (await ScanAsync("pod.yaml", "--config", first, "--config", second)).Code);
    }
}
