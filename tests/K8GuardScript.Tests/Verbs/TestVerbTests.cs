using System.Xml.Linq;
using K8GuardScript.Tests.Repository;

namespace K8GuardScript.Tests.Verbs;

[Collection(nameof(ConsoleOutput))]
public sealed class TestVerbTests : IDisposable
{
    private const string Script = """
        Policy("p", Severity.Low, "t");
        var word = Setting("word", "x", "what is said");
        EachContainer((c, found) =>
        {
            if (c.Name == "broken") throw new InvalidOperationException("oh\u0001no");
            found.Violation(c["image"], word);
        });
        """;

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_shipped_policies_pass()
    {
        var (code, output, error) = await ProgramOutput.OfAsync("test", Path.Combine(RepositoryRoot.Path, "policies"));

        Assert.Equal(0, code);
        Assert.Contains("ok    image-repo  8 cases\n", output, StringComparison.Ordinal);
        Assert.Contains(" 0 failed", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failing_case_is_told_with_its_place_and_the_difference()
    {
        Write(Case("good", "x"), Case("bad", "y"), Case("broken", "x", container: "broken"));

        var (code, output, error) = await ProgramOutput.OfAsync("test", folder.Path);

        Assert.Equal(1, code);
        Assert.Contains("FAIL  p  2 of 3 cases failed\n", output, StringComparison.Ordinal);
        Assert.Contains($"  {folder.At("p.cases.yaml")}(6,3): bad\n", output, StringComparison.Ordinal);
        Assert.Contains("`spec.containers[0].image`: image", output.Replace(": x", ": image", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("the rule failed in line 5: oh no", output, StringComparison.Ordinal);
        Assert.DoesNotContain(": good", output, StringComparison.Ordinal);
        Assert.Equal("3 cases of 1 policy: 1 passed, 2 failed\n", error);
    }

    [Fact]
    public async Task Settings_of_a_case_count()
    {
        Write(Case("other word", "z", settings: "{word: z}"));

        Assert.Equal(0, (await ProgramOutput.OfAsync("test", folder.Path)).Code);
    }

    [Fact]
    public async Task A_policy_without_cases_is_listed()
    {
        folder.Write("p.csx", Script);

        var (code, output, error) = await ProgramOutput.OfAsync("test", folder.Path);

        Assert.Equal((0, "-     p  it has no cases\n"), (code, output));
        Assert.EndsWith("1 policy without cases\n", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nothing;", "cases: []", "p.csx(1,1): error CS0103")]
    [InlineData(Script, "cases: 5", "p.cases.yaml(1,1): error K8G403")]
    public async Task What_can_not_be_run_ends_in_2(string script, string cases, string expected)
    {
        folder.Write("p.csx", script);
        folder.Write("p.cases.yaml", cases);

        var (code, output, _) = await ProgramOutput.OfAsync("test", folder.Path);

        Assert.Equal(2, code);
        Assert.Contains("ERROR p  its cases could not be run\n", output, StringComparison.Ordinal);
        Assert.Contains(expected, output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("p", 1)]
    [InlineData("o*", 0)]
    [InlineData("none", 2)]
    public async Task Policies_can_be_picked(string wanted, int expected)
    {
        Write(Case("bad", "y"));
        folder.Write("other.csx", Script.Replace("\"p\"", "\"other\"", StringComparison.Ordinal));

        Assert.Equal(expected, (await ProgramOutput.OfAsync("test", folder.Path, "--policy", wanted)).Code);
    }

    [Fact]
    public async Task JUnit_is_well_formed_whatever_a_case_says()
    {
        Write(Case("good", "x"), Case("<bad> & \\\"worse\\\"", "y"), Case("broken", "x", container: "broken"));
        folder.Write("q.csx", "nothing;");

        var (code, output, _) = await ProgramOutput.OfAsync("test", folder.Path, "-o", "junit");

        Assert.Equal(2, code);
        var suites = XDocument.Parse(output).Root!;
        Assert.Equal(("testsuites", "4", "2", "1"), (suites.Name.LocalName, Of(suites, "tests"), Of(suites, "failures"), Of(suites, "errors")));
        Assert.Equal(
            [("p", "3", "2", "0"), ("q", "1", "0", "1")],
            suites.Elements("testsuite").Select(suite => (Of(suite, "name"), Of(suite, "tests"), Of(suite, "failures"), Of(suite, "errors"))));
        var cases = suites.Descendants("testcase").ToList();
        Assert.Equal(["good", "<bad> & \"worse\"", "broken", "can be loaded"], cases.Select(one => Of(one, "name")));
        Assert.Empty(cases[0].Elements());
        Assert.Contains("(6,3)", cases[1].Element("failure")!.Value, StringComparison.Ordinal);
        Assert.Contains("q.csx(1,1): error CS0103", cases[3].Element("error")!.Value, StringComparison.Ordinal);
    }

    private static string Of(XElement element, string attribute) => element.Attribute(attribute)!.Value;

    private static string Case(string name, string message, string container = "a", string settings = "{}") =>
        $"- name: \"{name}\"\n  settings: {settings}\n"
        + $"  object: {{apiVersion: v1, kind: Pod, metadata: {{name: w}}, spec: {{containers: [{{name: {container}}}]}}}}\n"
        + $"  expect: [{{path: 'spec.containers[0].image', message: '^{message}$'}}]\n";

    private void Write(params string[] cases)
    {
        folder.Write("p.csx", Script);
        folder.Write("p.cases.yaml", "cases:\n" + string.Concat(cases));
    }
}
