using K8GuardScript.Core.Cases;

namespace K8GuardScript.Policies.Tests.Cases;

public sealed class CasesFileTests
{
    [Fact]
    public void A_case_is_read_with_all_that_it_may_say()
    {
        var test = Assert.Single(CasesFile.Parse(
            """
            cases:
              - name: everything
                object: { apiVersion: v1, kind: Pod, metadata: { name: web } }
                cluster: [{ apiVersion: v1, kind: Node, metadata: { name: n } }]
                settings: { limit: 5, allowed: ["6", yes] }
                now: 2026-11-22T12:00:00+01:00
                expect: [{ path: spec, message: "^a" }, { path: x, subject: quota }]
            """,
            "p.cases.yaml"));

        Assert.Equal(("everything", "p.cases.yaml(2,5)", "web"), (test.Name, test.Place, test.Object.Name));
        Assert.Equal("Node", Assert.Single(test.Cluster).Kind);
        Assert.Equal([new ExpectedFinding("spec", "^a"), new ExpectedFinding("x", null, "quota")], test.Expect);
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 11, 0, 0, TimeSpan.Zero), test.Now);
        var limit = test.Settings["limit"];
        Assert.Equal(("5", false, "p.cases.yaml(5,24)"), (limit.Scalar, limit.Quoted, limit.Place));
        Assert.Equal([("6", true), ("yes", false)], test.Settings["allowed"].Items!.Select(item => (item.Scalar, item.Quoted)));
    }

    [Theory]
    [InlineData("cases: [{ name: a, object: &o { apiVersion: v1, kind: Pod, spec: *o }, expect: none }]", "p(1,66): not valid YAML: `*o` names")]
    [InlineData("cases: [{ name: a, settings: &s { n: *s }, object: OBJECT, expect: none }]", "`*s` names nothing that was complete before it")]
    [InlineData("cases: [{ name: a, settings: { n: &s [*s] }, object: OBJECT, expect: none }]", "`*s` names nothing that was complete before it")]
    [InlineData("cases: [{ name: a, settings: { n: [*s], m: &s [] }, object: OBJECT, expect: none }]", "`*s` names nothing")]
    [InlineData("cases: [{ name: a, object: { apiVersion: v1, kind: Pod, spec: DEEP }, expect: none }]", "nested more than 128 levels deep")]
    [InlineData("cases: [{ name: a, object: { apiVersion: v1, kind: Pod, spec: BOMB }, expect: none }]", "more than 200000 values, aliases resolved")]
    [InlineData("cases: [{ name: a, settings: { n: BOMB }, object: OBJECT, expect: none }]", "more than 200000 values, aliases resolved")]
    [InlineData("cases: [{ name: a, object: { apiVersion: v1, kind: Pod, x: \"\\udc00\" }, expect: none }]", "not valid YAML")]
    [InlineData("cases: [{ name: a, object: { apiVersion: v1, kind: Pod, on: 1, yes: 2 }, expect: none }]", "p(1,64): not valid YAML: key `true` stands")]
    [InlineData("cases: [{ name: a, object: { apiVersion: v1, kind: Pod, <<: [1] }, expect: none }]", "`<<` merges maps, and this is none")]
    [InlineData("cases:\n - name: a]\n   object: }\n   expect: none\n", "not valid YAML")]
    [InlineData("cases: []\n\0", "p(1,1): this is no text: it holds a NUL character")]
    public void What_has_no_end_or_no_meaning_is_told_with_its_place(string yaml, string message)
    {
        var bomb = "{ a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]"
            + string.Concat(Enumerable.Range(1, 9).Select(i => $", a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]"))
            + " }";
        var text = yaml.Replace("OBJECT", "{ apiVersion: v1, kind: Pod }", StringComparison.Ordinal)
            .Replace("DEEP", new string('[', 30_000) + new string(']', 30_000), StringComparison.Ordinal)
            .Replace("BOMB", bomb, StringComparison.Ordinal);

        var refused = Assert.Throws<CasesFormatException>(() => CasesFile.Parse(text, "p"));

        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Anchors_and_merges_stand_for_what_they_name()
    {
        var cases = CasesFile.Parse(
            """
            cases:
              - name: a
                object: { apiVersion: v1, kind: Pod, metadata: &m { name: web, labels: &l { app: web } } }
                expect: none
              - name: b
                object: { apiVersion: v1, kind: Pod, metadata: { <<: [{ name: first }, *m], uid: u, labels: { <<: *l, tier: front } } }
                expect: none
            """,
            "p");

        Assert.Equal(("first", "u"), (cases[1].Object.Name, cases[1].Object.Uid));
        var labels = cases[1].Object.Root["metadata"]["labels"];
        Assert.Equal(("web", "front"), (labels["app"].Text.ToString(), labels["tier"].Text.ToString()));
    }

    [Theory]
    [InlineData("", "p(1,1): a cases file is one map")]
    [InlineData("[]", "p(1,1): a cases file is one map")]
    [InlineData("cases: {}", "p(1,1): a cases file is one map")]
    [InlineData("cases: [\n", "not valid YAML")]
    [InlineData("cases: []\nmore: 1", "p(2,1): there is no `more` here, only `cases`")]
    [InlineData("cases: [x]", "p(1,9): a case is a map")]
    [InlineData("cases: [{ object: OBJECT, expect: none }]", "p(1,9): the case has no `name`")]
    [InlineData("cases: [{ name: a, expect: none }]", "p(1,9): the case has no `object`")]
    [InlineData("cases: [{ name: a, object: OBJECT }]", "p(1,9): the case has no `expect`")]
    [InlineData("cases: [{ name: a, object: { kind: Pod }, expect: none }]", "p(1,28): an object is a map with `apiVersion` and `kind`")]
    [InlineData("cases: [{ name: a, object: OBJECT, expect: some }]", "`expect` is a list of findings, `none` or `unknown`")]
    [InlineData("cases: [{ name: a, object: OBJECT, expect: [] }]", "`expect` is a list of findings, `none` or `unknown`")]
    [InlineData("cases: [{ name: a, object: OBJECT, expect: [{ message: m }] }]", "an expected finding is a map with `path`")]
    [InlineData("cases: [{ name: a, object: OBJECT, expect: [{ path: p, message: '(' }] }]", "is no regular expression")]
    [InlineData("cases: [{ name: a, object: OBJECT, expect: [{ path: p, message: '(a)\\1' }] }]", "is no regular expression")]
    [InlineData("cases: [{ name: a, object: OBJECT, expect: [{ path: p, message: [m] }] }]", "p(1,88): `message` is a text")]
    [InlineData("cases: [{ name: a, object: OBJECT, expect: [{ path: p, subject: {} }] }]", "`subject` is a text")]
    [InlineData("cases: [{ name: a, object: OBJECT, cluster: x, expect: none }]", "`cluster` is a list of objects")]
    [InlineData("cases: [{ name: a, object: OBJECT, now: tomorrow, expect: none }]", "`now` is an instant such as `2026-11-22T12:00:00Z`")]
    [InlineData("cases: [{ name: a, object: OBJECT, now: 2026-11-22, expect: none }]", "`now` is an instant such as `2026-11-22T12:00:00Z`")]
    [InlineData("cases: [{ name: a, object: OBJECT, now: [], expect: none }]", "`now` is an instant such as `2026-11-22T12:00:00Z`")]
    [InlineData("cases: [{ name: a, object: OBJECT, sttings: {}, expect: none }]", "there is no `sttings` here")]
    [InlineData("cases: [{ name: a, object: OBJECT, expect: none }, { name: a, object: OBJECT, expect: none }]", "there are two cases `a`")]
    public void What_can_not_be_understood_is_told_with_its_place(string yaml, string message)
    {
        var text = yaml.Replace("OBJECT", "{ apiVersion: v1, kind: Pod }", StringComparison.Ordinal);

        var refused = Assert.Throws<CasesFormatException>(() => CasesFile.Parse(text, "p"));

        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_is_told_at_once()
    {
        var refused = Assert.Throws<CasesFormatException>(() => CasesFile.Parse("cases: [{}, { name: a, colour: red }]", "p"));

        Assert.Equal(6, refused.Message.Split(Environment.NewLine).Length);
    }
}
