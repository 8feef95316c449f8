using System.Globalization;
using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Scopes;
using K8GuardScript.Core.Settings;

namespace K8GuardScript.Core.Tests.Settings;

public sealed class PolicyReaderTests
{
    [Fact]
    public void Scope_and_overrides_are_read()
    {
        var entry = Good(
            """
            policies:
              p:
                mode: act
                namespaces: ["!kube-*", "!sandbox-*"]
                namespaceSelector: env in (prod, stage)
                objectSelector: "!legacy"
                kinds: [Deployment.apps]
                names: ["!debug-*"]
                settings: { allowed: [registry.example.com/], limits: { a: 1, b: 2 }, size: 3 }
                escalation: { warnings: 2 }
                overrides:
                  - namespaceSelector: team=ml
                    settings: { allowed: [nvcr.io/], limits: { b: 5 } }
                  - { names: [x], mode: dry-run, escalation: { grace: 1s } }
            """);

        Assert.Equal(
            "namespaces: [\"!kube-*\", \"!sandbox-*\"] namespaceSelector: env in (prod,stage) objectSelector: !legacy "
            + "kinds: [\"Deployment.apps\"] names: [\"!debug-*\"]",
            entry.Scope.Text);
        var (first, second) = (entry.Overrides[0], entry.Overrides[1]);
        Assert.Equal(
            ("namespaceSelector: team=ml", Mode.Act, 2, "f.yaml(12,9)"),
            (first.Scope.Text, first.Entry.Mode, first.Entry.Escalation.Warnings, first.Entry.Place));
        Assert.Equal("nvcr.io/", Assert.Single(first.Entry.Values["allowed"].Items!).Scalar);
        var limits = first.Entry.Values["limits"].Map!;
        Assert.Equal(("1", "5", "3"), (limits["a"].Scalar, limits["b"].Scalar, first.Entry.Values["size"].Scalar));
        Assert.NotEqual(entry.ValuesText, first.Entry.ValuesText);
        Assert.Equal((Mode.DryRun, TimeSpan.FromSeconds(1), 2), (second.Entry.Mode, second.Entry.Escalation.Grace, second.Entry.Escalation.Warnings));
        Assert.Equal(entry.ValuesText, second.Entry.ValuesText);
        Assert.Equal([entry.ValuesText, first.Entry.ValuesText], entry.ValueSets.Select(set => set.ValuesText));
    }

    [Theory]
    [InlineData(
        "namespaceSelector: env in prod",
        "f.yaml(1,37): `policies.p.namespaceSelector`: `env in prod`: expected `(` after `in`, as in `env in (prod, stage)`")]
    [InlineData("namespaceSelector: [a]", "f.yaml(1,37): `policies.p.namespaceSelector` is a list: expected a text")]
    [InlineData("namespaceSelector: { matchLabels: {} }", "f.yaml(1,37): `policies.p.namespaceSelector` is a map: expected a text")]
    [InlineData(
        "objectSelector: ''",
        "f.yaml(1,34): `policies.p.objectSelector`: it is empty: name labels, as in `env in (prod, stage)`, or leave it out to take all")]
    [InlineData("kinds: Deployment", "f.yaml(1,25): `policies.p.kinds` is `Deployment`: expected a list of texts")]
    [InlineData("names: ['!']", "f.yaml(1,25): `policies.p.names` holds an empty pattern: write a name, with `*` for any characters, or take it out")]
    [InlineData("overrides: { names: [a] }", "f.yaml(1,29): `policies.p.overrides` is a map: expected a list of maps")]
    [InlineData("overrides: [a]", "f.yaml(1,30): `policies.p.overrides[0]` must be a map of keys and values")]
    [InlineData(
        "overrides: [{ mode: act }]",
        "f.yaml(1,30): `policies.p.overrides[0]` says nothing of where it holds: name `namespaces`, `namespaceSelector`, "
        + "`objectSelector`, `kinds` or `names`")]
    [InlineData(
        "overrides: [{ names: [], mode: act }]",
        "f.yaml(1,39): `policies.p.overrides[0].names` is empty, and would take in everything: say which it takes in, or take the key out")]
    [InlineData(
        "overrides: [{ names: , mode: act }]",
        "f.yaml(1,39): `policies.p.overrides[0].names` is empty, and would take in everything: say which it takes in, or take the key out")]
    [InlineData(
        "overrides: [{ namespaceSelector: , kinds: [a], mode: act }]",
        "f.yaml(1,51): `policies.p.overrides[0].namespaceSelector` is empty, and would take in everything: say which it takes in, or take the key out")]
    [InlineData(
        "overrides: [{ namespaces: [], kinds: [a] }]",
        "f.yaml(1,44): `policies.p.overrides[0].namespaces` is empty, and would take in everything: say which it takes in, or take the key out")]
    [InlineData(
        "overrides: [{ kinds: [a], objectSelector: ~ }]",
        "f.yaml(1,60): `policies.p.overrides[0].objectSelector` is empty, and would take in everything: say which it takes in, or take the key out")]
    [InlineData(
        "namespaceSelector: 5",
        "f.yaml(1,37): `policies.p.namespaceSelector` is the number `5`, and no selector: quote it if you mean a label of that name, as in `\"5\"`")]
    [InlineData(
        "namespaceSelector: yes",
        "f.yaml(1,37): `policies.p.namespaceSelector` is the boolean `yes`, and no selector: quote it if you mean a label of that name, "
        + "as in `\"yes\"`")]
    [InlineData(
        "overrides: [~]",
        "f.yaml(1,30): `policies.p.overrides[0]` says nothing of where it holds: name `namespaces`, `namespaceSelector`, "
        + "`objectSelector`, `kinds` or `names`")]
    [InlineData("overrides: [{ names: [a], mode: wild }]", "f.yaml(1,50): `policies.p.overrides[0].mode` is `wild`: expected `dry-run`, `safe` or `act`")]
    [InlineData(
        "overrides: [{ names: [a], enabled: false }]",
        "f.yaml(1,53): unknown key `policies.p.overrides[0].enabled`: known here: escalation, kinds, mode, names, "
        + "namespaceSelector, namespaces, objectSelector, settings")]
    [InlineData("overrides: [{ names: [a], settings: [1] }]", "f.yaml(1,54): `policies.p.overrides[0].settings` must be a map of keys and values")]
    [InlineData(
        "overrides: [{ names: [a], escalation: { warnings: 0 } }]",
        "f.yaml(1,68): `policies.p.overrides[0].escalation.warnings` is `0`: expected a whole number of at least 1")]
    [InlineData("namespaceselector: a", "f.yaml(1,37): unknown key `policies.p.namespaceselector`: did you mean `namespaceSelector`?")]
    [InlineData("objectSelector: !legacy", "f.yaml(1,34): `!legacy` is a tag of YAML here: put what begins with `!` in quotes, as in `\"!legacy\"`")]
    public void What_is_wrong_is_told_once_with_its_place_and_what_to_write(string yaml, string problem)
    {
        Assert.Equal([problem], Problems($"policies: {{ p: {{ {yaml} }} }}"));
    }

    [Theory]
    [InlineData("1.5")]
    [InlineData("true")]
    [InlineData("Off")]
    [InlineData("0644")]
    [InlineData("0x1F")]
    [InlineData("1e5")]
    [InlineData("-7")]
    [InlineData("1_000")]
    public void What_is_no_text_is_no_selector(string value)
    {
        Assert.Contains("quote it", Assert.Single(Problems($"policies: {{ p: {{ objectSelector: {value} }} }}")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("version=1")]
    [InlineData("canary")]
    [InlineData("yes-man")]
    [InlineData("5g")]
    [InlineData("size>3")]
    [InlineData("'5'")]
    [InlineData("\"true\"")]
    public void What_is_a_text_may_be_one(string value)
    {
        Assert.NotNull(Good($"policies: {{ p: {{ objectSelector: {value} }} }}").Scope.Objects);
    }

    [Fact]
    public void A_selector_that_a_comma_of_YAML_cut_is_told_to_be_quoted()
    {
        var problems = Problems("policies: { p: { overrides: [ { namespaceSelector: env in (prod, stage) } ] } }");

        Assert.Contains("must be quoted", problems[0], StringComparison.Ordinal);
        Assert.Contains("unknown key `policies.p.overrides[0].stage)`", problems[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Every_requirement_of_every_selector_is_told_at_once()
    {
        var problems = Problems("policies:\n  p:\n    namespaceSelector: a in b, ok, c is d\n    overrides: [ { names: ['', x] } ]\n");

        Assert.Equal(["f.yaml(3,24)", "f.yaml(3,24)", "f.yaml(4,27)"], problems.Select(problem => problem.Split(": ")[0]));
    }

    [Fact]
    public void So_many_overrides_are_refused_in_one_line()
    {
        var many = string.Join(", ", Enumerable.Range(0, 10_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"{{ names: [n{i}], mode: act }}")));

        Assert.Equal(["f.yaml(1,29): `policies.p.overrides` holds 10000: at most 64 are taken"], Problems($"policies: {{ p: {{ overrides: [{many}] }} }}"));
    }

    [Fact]
    public void So_many_patterns_are_refused_and_so_long_a_selector()
    {
        var many = string.Join(", ", Enumerable.Repeat("x", 1001));

        var problem = Assert.Single(Problems($"policies: {{ p: {{ names: [{many}] }} }}"));
        Assert.EndsWith("holds 1001 patterns: at most 1000 are taken", problem, StringComparison.Ordinal);
        Assert.InRange(Assert.Single(Problems($"policies: {{ p: {{ objectSelector: {new string('x', 1 << 20)} }} }}")).Length, 1, 200);
    }

    [Fact]
    public void An_alias_gives_the_same_scope_and_equal_ones_share_what_they_remember()
    {
        const string Yaml = "policies: { a: &a { namespaces: ['!kube-*'], names: [x] }, b: *a, c: { namespaces: ['!kube-*'] } }";
        var settings = SettingsReader.Read([new SettingsFile("f.yaml", "/", Yaml)]).Settings!;

        Assert.Equal(settings.Of("a").Scope.Text, settings.Of("b").Scope.Text);
        Assert.Same(settings.Of("a").Scope.Namespaces, settings.Of("c").Scope.Namespaces);
        Assert.Same(Scope.Everything, settings.Of("d").Scope);
    }

    [Fact]
    public void Without_the_right_to_act_no_override_has_it()
    {
        var entry = Good("policies: { p: { mode: dry-run, overrides: [ { names: [a], mode: act }, { names: [b] } ] } }").WithoutActing();

        Assert.Equal([Mode.DryRun, Mode.Safe, Mode.DryRun], entry.Overrides.Select(one => one.Entry.Mode).Prepend(entry.Mode));
    }

    private static PolicySettings Good(string yaml)
    {
        var reading = SettingsReader.Read([new SettingsFile("f.yaml", "/", yaml)]);
        Assert.Empty(reading.Problems);
        return reading.Settings!.Of("p");
    }

    private static List<string> Problems(string yaml) =>
        [.. SettingsReader.Read([new SettingsFile("f.yaml", "/", yaml)]).Problems.Select(problem => problem.ToString())];
}
