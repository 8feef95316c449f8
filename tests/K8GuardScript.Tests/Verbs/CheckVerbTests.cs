using System.Text.Json;
using K8GuardScript.Tests.Repository;

namespace K8GuardScript.Tests.Verbs;

[Collection(nameof(ConsoleOutput))]
public sealed class CheckVerbTests : IDisposable
{
    private const string Good = "Policy(\"good\", Severity.Low, \"t\");\nEachContainer((c, found) => found.Violation(c[\"image\"], \"x\"));\n";

    private const string Cases =
        "cases:\n- name: one\n  object: {apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {containers: [{name: b}]}}\n"
        + "  expect: [{path: 'spec.containers[0].image'}]\n";

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_shipped_policies_have_nothing_to_mend()
    {
        var (code, output, error) = await ProgramOutput.OfAsync("check", Path.Combine(RepositoryRoot.Path, "policies"), "--strict");

        Assert.Equal((0, ""), (code, output));
        Assert.EndsWith("nothing to mend\n", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_is_one_line_that_editors_parse_with_a_hint_below()
    {
        var script = folder.Write("p.csx", "Policy(\"p\", Severity.Low, \"t\");\nEachContainer((c, found) => found.Violation(c[c.Imge], \"x\"));\n");

        var (code, output, error) = await ProgramOutput.OfAsync("check", folder.Path);

        Assert.Equal(2, code);
        var expected = $"{script}(2,49): error CS1061: the view `PodContainer` has no `Imge`\n  hint: did you mean `Image`?\n";
        Assert.StartsWith(expected, output, StringComparison.Ordinal);
        Assert.Equal("checked 1 policy: 1 error, 1 warning\n", error);
    }

    [Fact]
    public async Task Paths_are_relative_to_where_the_user_stands()
    {
        Directory.CreateDirectory(Path.Combine(Environment.CurrentDirectory, "checked-here"));
        await File.WriteAllTextAsync(Path.Combine(Environment.CurrentDirectory, "checked-here", "p.csx"), "nothing;", TestContext.Current.CancellationToken);
        try
        {
            var (_, output, _) = await ProgramOutput.OfAsync("check", "checked-here");

            Assert.StartsWith("checked-here/p.csx(1,1): error CS0103: ", output, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(Path.Combine(Environment.CurrentDirectory, "checked-here"), recursive: true);
        }
    }

    [Fact]
    public async Task Warnings_alone_end_in_0_and_strictly_in_1()
    {
        folder.Write("good.csx", Good);

        var (code, output, _) = await ProgramOutput.OfAsync("check", folder.Path);
        var (strict, _, _) = await ProgramOutput.OfAsync("check", folder.Path, "--strict");

        Assert.Equal((0, 1), (code, strict));
        Assert.Contains("good.csx(1,1): warning K8G303: the policy has no cases", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cases_file_without_a_case_is_none()
    {
        folder.Write("good.csx", Good);
        folder.Write("good.cases.yaml", "cases: []\n");

        var (_, output, _) = await ProgramOutput.OfAsync("check", folder.Path);

        Assert.Contains("good.csx(1,1): warning K8G303: the policy has no cases", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("policies: { good: { settings: { max: 5 } } }", "policies.yaml(1,38): error K8G401: there is no setting `max`", 2)]
    [InlineData("policies: { god: {} }", "policies.yaml(1,18): warning K8G406: `policies.god` is for a policy that is not here", 0)]
    [InlineData(
        "exemptions: [ { policies: [god, 'goo*'], names: [x], reason: r, ticket: t, expires: 2026-01-31 } ]",
        "policies.yaml(1,15): warning K8G406: an exemption is for policy `god`, which is not here", 0)]
    [InlineData("exemptions: [ { policies: [good], names: [x], reason: r } ]", "policies.yaml(1,15): error K8G402: `exemptions[0].ticket` is missing", 2)]
    [InlineData("mode: fierce", "policies.yaml(1,7): error K8G402: `mode` is `fierce`", 2)]
    [InlineData("mode: [", "policies.yaml(2,1): error K8G402: this is no valid YAML", 2)]
    public async Task Settings_are_read_too(string settings, string expected, int expectedCode)
    {
        folder.Write("good.csx", Good);
        folder.Write("good.cases.yaml", Cases);
        folder.Write("policies.yaml", settings);

        var (code, output, _) = await ProgramOutput.OfAsync("check", folder.Path);

        Assert.Equal(expectedCode, code);
        Assert.Contains(expected.Split('(')[1], output, StringComparison.Ordinal);
        Assert.Contains("/policies.yaml(", output, StringComparison.Ordinal);
        Assert.Equal(expectedCode == 0, output.Contains("hint: did you mean `good`?", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_action_of_the_settings_that_fits_no_kind_is_told_where_it_stands()
    {
        folder.Write("good.csx", """
            Policy("good", Severity.Low, "t");
            Each<Deployment>((d, found) => found.Violation(d["metadata"]["name"], "x"));
            Each<Job>((j, found) => found.Violation(j["metadata"]["name"], "x"));
            """);
        folder.Write("policies.yaml", """
            policies:
              good:
                escalation: { action: delete }
                overrides:
                - { names: [x], escalation: { warnings: 2 } }
                - { names: [y], escalation: { action: stop } }
                - { kinds: [Job], escalation: { action: delete } }
            """);

        var (code, output, _) = await ProgramOutput.OfAsync("check", folder.Path);

        Assert.Equal(0, code);
        var told = output.Split('\n').Where(line => line.Contains("K8G409", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, told.Count);
        Assert.Contains("policies.yaml(3,27): warning K8G409: `policies.good.escalation.action` is `delete`", told[0], StringComparison.Ordinal);
        Assert.EndsWith("(`Deployment`, `Job`): there it is only warned", told[0], StringComparison.Ordinal);
        Assert.Contains("policies.yaml(7,45): warning K8G409: `policies.good.overrides[2].escalation.action` is", told[1], StringComparison.Ordinal);
        Assert.EndsWith("(`Job`): there it is only warned", told[1], StringComparison.Ordinal);
        Assert.Contains("hint: use `stop`, or `none` to only warn", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_exemption_that_ended_is_told_where_it_stands()
    {
        folder.Write("good.csx", Good);
        folder.Write("good.cases.yaml", Cases);
        folder.Write("team.exemptions.yaml", "exemptions: [ { policies: [good], names: [x], reason: r, ticket: t, expires: 2026-01-31 } ]");

        var (code, output, _) = await ProgramOutput.OfAsync("check", folder.Path);

        Assert.Equal(0, code);
        Assert.Contains("team.exemptions.yaml(1,15): warning K8G406: an exemption ended 2026-02-01 00:00 UTC", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kinds: [ConfigMap]", "`policies.good.kinds` takes in no kind that the policy has rules for")]
    [InlineData("kinds: [deployments]", "`policies.good.kinds` takes in no kind that the policy has rules for")]
    [InlineData("namespaces: [Prod-*]", "`policies.good.namespaces` holds `Prod-*`, which no namespace is called")]
    [InlineData("objectSelector: 'a=b,a=c'", "`policies.good.objectSelector` takes in nothing: no labels meet all of `a=b`, `a=c`")]
    [InlineData("overrides: [ { namespaceSelector: 'a,!a', mode: safe } ]", "`policies.good.overrides[0].namespaceSelector` takes in nothing")]
    [InlineData(
        "overrides: [ { names: [a] }, { names: [b] }, { names: [a] } ]",
        "`policies.good.overrides[2]` is never asked: `overrides[0]` takes in the same objects")]
    [InlineData("kinds: [deployment]", "hint: did you mean `Deployment`?")]
    [InlineData("kinds: [Deployment, Statefulset]", "`policies.good.kinds` holds `Statefulset`, which is no kind that the policy has rules for")]
    [InlineData("kinds: [Deployment, Statefulset]", "hint: did you mean `StatefulSet`?")]
    [InlineData("kinds: ['!Foo']", "`policies.good.kinds` holds `!Foo`, which excludes no kind that the policy has rules for")]
    [InlineData("kinds: ['*', '!Deploymnet']", "hint: did you mean `!Deployment`?")]
    [InlineData("kinds: ['!*']", "`policies.good.kinds` takes in no kind that the policy has rules for")]
    [InlineData("namespaces: ['!*']", "`policies.good.namespaces` takes in nothing: all of it is excluded by `!*`")]
    [InlineData("namespaces: [shop-a, '!shop-*']", "`policies.good.namespaces` takes in nothing: all of it is excluded by `!shop-*`")]
    [InlineData("names: [a, '!a']", "`policies.good.names` takes in nothing")]
    [InlineData(
        "overrides: [ { namespaces: ['*'], mode: safe }, { namespaces: [a], mode: dry-run } ]",
        "`policies.good.overrides[1]` is never asked: `overrides[0]` takes in all of its objects before it")]
    [InlineData("overrides: [ { kinds: ['*'] }, { kinds: [Pod], names: [a] } ]", "`policies.good.overrides[1]` is never asked")]
    [InlineData("overrides: [ { namespaces: ['*'] }, { names: [a] } ]", null)]
    [InlineData("overrides: [ { namespaces: ['*', '!a'] }, { namespaces: [a] } ]", null)]
    [InlineData("overrides: [ { namespaces: [a], kinds: [Pod] }, { namespaces: [a] } ]", null)]
    [InlineData("kinds: [Deploy*, '!Pod'], namespaces: [a, b, '!a']", null)]
    [InlineData("kinds: ['!Pod', Deployment.apps], namespaces: ['!kube-*'], objectSelector: 'a in (b, c), a!=b', names: [X]", null)]
    public async Task A_scope_or_a_part_of_it_that_does_nothing_is_told(string entry, string? expected)
    {
        folder.Write("good.csx", Good);
        folder.Write("good.cases.yaml", Cases);
        folder.Write("policies.yaml", $"policies: {{ good: {{ {entry} }} }}");

        var (code, output, _) = await ProgramOutput.OfAsync("check", folder.Path);

        Assert.Equal(0, code);
        Assert.Equal(expected is not null, output.Contains("warning K8G408: ", StringComparison.Ordinal));
        Assert.Contains(expected ?? "", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cases: 5", "good.cases.yaml(1,1): error K8G403: a cases file is one map with the list `cases`")]
    [InlineData("cases:\n- nme: x\n", "good.cases.yaml(2,3): error K8G403: there is no `nme` here")]
    [InlineData("cases: [", "good.cases.yaml(2,1): error K8G403: not valid YAML")]
    public async Task Cases_are_read_too(string cases, string expected)
    {
        folder.Write("good.csx", Good);
        folder.Write("good.cases.yaml", cases);

        var (code, output, _) = await ProgramOutput.OfAsync("check", folder.Path);

        Assert.Equal(2, code);
        Assert.Contains(expected, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_only_running_the_body_shows_has_its_line()
    {
        folder.Write("p.csx", "Policy(\"p\", Severity.Low, \"t\");\n\n" + Good);

        var (code, output, _) = await ProgramOutput.OfAsync("check", folder.Path);

        Assert.Equal(2, code);
        Assert.Contains("p.csx(3,1): error K8G401: `Policy` is called twice", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_policies_of_one_id_are_an_error()
    {
        folder.Write("a.csx", Good);
        folder.Write("b.csx", Good);

        var (code, output, _) = await ProgramOutput.OfAsync("check", folder.Path);

        Assert.Equal(2, code);
        Assert.Contains("b.csx(1,1): error K8G405: policy `good` is already in `a.csx`", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cases_without_their_script_are_told()
    {
        folder.Write("good.csx", Good);
        folder.Write("good.cases.yaml", Cases);
        folder.Write("goood.cases.yaml", Cases);

        var (code, output, _) = await ProgramOutput.OfAsync("check", folder.Path);

        Assert.Equal(0, code);
        Assert.Contains("goood.cases.yaml(1,1): warning K8G406: ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_script_can_be_checked_alone()
    {
        folder.Write("good.cases.yaml", Cases);
        folder.Write("bad.csx", "nothing");

        var (code, output, error) = await ProgramOutput.OfAsync("check", folder.Write("good.csx", Good));

        Assert.Equal((0, "", "checked 1 policy: nothing to mend\n"), (code, output, error));
    }

    [Fact]
    public async Task JSON_is_an_array_of_problems()
    {
        var script = folder.Write("p.csx", "nothing;");

        var (_, output, _) = await ProgramOutput.OfAsync("check", folder.Path, "-o", "json");

        var problem = JsonDocument.Parse(output).RootElement.EnumerateArray().First();
        Assert.Equal(["file", "line", "column", "severity", "code", "message", "hint"], problem.EnumerateObject().Select(member => member.Name));
        Assert.Equal([script, "1", "1", "error", "CS0103"], problem.EnumerateObject().Take(5).Select(member => member.Value.ToString()));
    }

    [Fact]
    public async Task A_folder_without_policies_ends_in_2()
    {
        var (code, _, error) = await ProgramOutput.OfAsync("check", folder.Path);

        Assert.Equal(2, code);
        Assert.Contains("holds no policy", error, StringComparison.Ordinal);
    }
}
