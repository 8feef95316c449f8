using System.Text.Json;
using System.Text.RegularExpressions;
using K8GuardScript.Compiler;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Settings;
using K8GuardScript.Kubernetes.Resources;
using K8GuardScript.Scripts;
using K8GuardScript.Tests.Scripts.Compiling;
using K8GuardScript.Verbs;
using K8GuardScript.Worker.Leadership;
using YamlDotNet.RepresentationModel;

namespace K8GuardScript.Tests.Repository;

/// <summary>What ships for running in a cluster fits the program that it runs.</summary>
public sealed class DeployTests
{
    [Fact]
    public void The_service_account_may_read_what_the_shipped_policies_read_and_nothing_else()
    {
        var role = Documents("deploy/rbac.yaml").Single(document => Text(document, "kind") == "ClusterRole");
        var granted = ((YamlSequenceNode)role["rules"]).SelectMany(Resources).ToList();

        Assert.All(granted, grant => Assert.Equal(["get", "list", "watch"], grant.Verbs));
        Assert.Equal(
            ShippedKinds().Select(kind => (kind.Group, BuiltInKinds.Find(kind)!.Plural)).Order(),
            granted.Select(grant => (grant.Group, grant.Resource)).Order());
    }

    [Fact]
    public void The_service_account_may_hold_its_lease_and_write_nothing_else()
    {
        var role = Documents("deploy/rbac.yaml").Single(document => Text(document, "kind") == "Role");
        var rules = (YamlSequenceNode)role["rules"];
        Assert.Equal(["coordination.k8s.io leases: create", "coordination.k8s.io leases: get update"], rules.SelectMany(Resources)
            .Select(grant => $"{grant.Group} {grant.Resource}: {string.Join(' ', grant.Verbs)}"));

        // a right to create can't name what is created
        Assert.Equal([LeaseOptions.Name], ((YamlSequenceNode)rules[1]["resourceNames"]).Select(name => name.ToString()));
        Assert.Equal("k8guard", Text((YamlMappingNode)role["metadata"], "namespace"));
    }

    [Fact]
    public void The_mounted_policies_are_the_shipped_ones_with_their_cases_and_settings()
    {
        var generator = Assert.Single((YamlSequenceNode)Documents("policies/kustomization.yaml").Single()["configMapGenerator"]);
        var mounted = ((YamlSequenceNode)generator["files"]).Select(file => file.ToString());

        var shipped = Scripts().Concat(Scripts().Select(script => Path.ChangeExtension(script, ".cases.yaml"))).Append("policies.yaml");
        Assert.Equal(shipped.Order(StringComparer.Ordinal), mounted.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_image_starts_the_worker_with_options_that_it_has_and_not_as_root()
    {
        var dockerfile = RepositoryRoot.Read("Dockerfile");
        var command = JsonSerializer.Deserialize<string[]>(Regex.Match(dockerfile, @"(?m)^CMD (\[.*\])$").Groups[1].Value)!;

        Assert.Equal("run", command[0]);
        var parsed = RunVerb.Create().Parse(command[1..]);
        Assert.Empty(parsed.Errors);
        Assert.Matches(@"(?m)^USER \$APP_UID$", dockerfile);
        var final = dockerfile[dockerfile.LastIndexOf("FROM ", StringComparison.Ordinal)..];
        Assert.DoesNotContain("sdk", final, StringComparison.Ordinal);
    }

    private static IEnumerable<(string Group, string Resource, string[] Verbs)> Resources(YamlNode rule) =>
        from @group in (YamlSequenceNode)rule["apiGroups"]
        from resource in (YamlSequenceNode)rule["resources"]
        select (@group.ToString(), resource.ToString(), ((YamlSequenceNode)rule["verbs"]).Select(verb => verb.ToString()).ToArray());

    // beside what rules ask for, namespaces tell of owners and modes, and nodes of images
    private static IEnumerable<KindName> ShippedKinds()
    {
        var folder = Path.Combine(RepositoryRoot.Path, "policies");
        var none = new Dictionary<string, LibraryFile>();
        var scripts = Scripts().Select(script => new ScriptFile(script, File.ReadAllText(Path.Combine(folder, script)), none, Cases: null));
        var loader = new PolicyLoader(new InProcessCompiler(TimeProvider.System));
        return loader.LoadAsync([.. scripts], new GuardSettings(), CancellationToken.None).GetAwaiter().GetResult()
            .SelectMany(loaded => loaded.Policy!.Kinds)
            .Append(new KindName("", "v1", "Namespace"))
            .Append(new KindName("", "v1", "Node"))
            .Distinct();
    }

    private static IEnumerable<string> Scripts() =>
        Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, "policies"), "*.csx").Select(file => Path.GetFileName(file));

    private static IEnumerable<YamlMappingNode> Documents(string file)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(RepositoryRoot.Read(file)));
        return stream.Documents.Select(document => (YamlMappingNode)document.RootNode);
    }

    private static string Text(YamlMappingNode node, string key) => node[key].ToString();
}
