using K8GuardScript.Core.Cases;
using K8GuardScript.Sdk.Authoring;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Policies.Tests.Cases;

public sealed class CaseRunnerTests
{
    [Theory]
    [InlineData("none", "found, but not expected: `spec.containers[0].image`: image `a`")]
    [InlineData("[{ path: spec }]", "expected, but not found: `spec`; found, but not expected: `spec.containers[0].image`: image `a`")]
    [InlineData("[{ path: 'spec.containers[0].image' }]", "")]
    [InlineData("[{ path: 'spec.containers[0].image', message: '^image `a`$' }]", "")]
    [InlineData(
        "[{ path: 'spec.containers[0].image', message: ^b }]",
        "expected, but not found: `spec.containers[0].image` with a message like `^b`; "
        + "found, but not expected: `spec.containers[0].image`: image `a`")]
    [InlineData(
        "[{ path: 'spec.containers[0].image' }, { path: 'spec.containers[0].image' }]",
        "expected, but not found: `spec.containers[0].image`")]
    [InlineData("unknown", "expected an open verdict, but every look-up had an answer")]
    public void Differences_are_told_both_ways(string expect, string differences)
    {
        var result = Run(expect, (c, found) => found.Violation(c["image"], $"image `{c.Image}`"));

        Assert.Equal(differences, string.Join("; ", result.Differences));
        Assert.Equal(differences.Length == 0, result.Passed);
    }

    [Theory]
    [InlineData("none", false)]
    [InlineData("unknown", true)]
    public void An_open_verdict_passes_only_where_it_is_expected(string expect, bool passed)
    {
        Assert.Equal(passed, Run(expect, (c, _) => Images.SizeOf(c.Image)).Passed);
    }

    [Fact]
    public void An_image_is_found_under_the_name_that_nodes_report_as_in_a_cluster()
    {
        const string Node = "{ apiVersion: v1, kind: Node, status: { images: [{ names: ['docker.io/library/a:latest'], sizeBytes: 7 }] } }";

        var result = Run("[{ path: 'spec.containers[0].image', message: ^7$ }]", (c, found) =>
            found.Violation(c["image"], $"{Images.SizeOf(c.Image)}"), $"cluster: [{Node}]");

        Assert.Equal([], result.Differences);
    }

    [Fact]
    public void A_fault_is_a_difference()
    {
        var result = Run("none", (_, _) => throw new InvalidOperationException("boom"));

        Assert.Contains("boom", Assert.Single(result.Differences), StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_setting_is_a_difference_with_its_place()
    {
        var result = Run("none", (_, _) => { }, "settings: { nope: 1 }");

        Assert.StartsWith("p(5,23): there is no setting `nope`", Assert.Single(result.Differences), StringComparison.Ordinal);
    }

    private static CaseResult Run(string expect, Action<Sdk.Views.PodContainer, Findings> rule, string more = "cluster: []")
    {
        var test = Assert.Single(CasesFile.Parse(
            $$"""
            cases:
              - name: a
                object: { apiVersion: v1, kind: Pod, spec: { containers: [{ image: a }] } }
                expect: {{expect}}
                {{more}}
            """,
            "p"));
        return CaseRunner.Run(test, settings => PolicyScriptRunner.Run(
            () =>
            {
                Entry.Policy("p", Severity.Low, "t");
                Entry.EachContainer(rule);
            },
            settings));
    }
}
