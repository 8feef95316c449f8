using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Settings;
using K8GuardScript.Tests.Repository;
using NJsonSchema;

namespace K8GuardScript.Tests.Settings;

/// <summary>The schema that editors use and the reader that the program uses say the same.</summary>
public sealed class SettingsSchemaTests
{
    [Theory]
    [InlineData("policies/policies.yaml")]
    [InlineData("samples/demo.yaml")]
    public async Task What_ships_is_right_for_the_schema(string file)
    {
        Assert.Empty((await SchemaAsync()).Validate(YamlJson.Parse(RepositoryRoot.Read(file))));
    }

    [Fact]
    public void The_shipped_settings_are_safe()
    {
        var settings = Read(RepositoryRoot.Read("policies/policies.yaml")).Settings!;

        Assert.NotEqual(Mode.Act, settings.Mode);
        Assert.DoesNotContain(
            settings.Policies.Values.SelectMany(policy => policy.Overrides.Select(one => one.Entry).Prepend(policy)), policy => policy.Mode == Mode.Act);
        Assert.False(settings.Owners.FallbackArms);
        Assert.True(settings.Escalation.Grace >= TimeSpan.FromHours(1));
        Assert.True(settings.Escalation.Every >= TimeSpan.FromHours(1));
        Assert.All(settings.Policies.Values, policy => Assert.True((policy.Escalation.Grace ?? TimeSpan.MaxValue) >= TimeSpan.FromHours(1)));
        Assert.All(settings.Policies.Values, policy => Assert.True((policy.Escalation.Every ?? TimeSpan.MaxValue) >= TimeSpan.FromHours(1)));
    }

    [Fact]
    public void Every_entry_of_the_shipped_settings_names_a_shipped_policy_and_the_other_way_round()
    {
        var scripts = RepositoryRoot.TrackedFiles()
            .Where(file => file.StartsWith("policies/", StringComparison.Ordinal) && file.EndsWith(".csx", StringComparison.Ordinal))
            .Select(file => Path.GetFileNameWithoutExtension(file)!)
            .Where(name => name[0] != '_')
            .Order(StringComparer.Ordinal);

        Assert.Equal(scripts, Read(RepositoryRoot.Read("policies/policies.yaml")).Settings!.Policies.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("mode:")]
    [InlineData("{ cluster: prod, mode: dry-run, timeZone: Europe/Berlin }")]
    [InlineData("cluster: 7")]
    [InlineData("cluster: true")]
    [InlineData("escalation: { grace: 0, warnings: 1, every: 1ms, forgetAfter: 1d2h3m4s5ms }")]
    [InlineData("escalation: { grace: 0s, every: 0d1h }")]
    [InlineData("owners: { team: [annotation team/name, 'label  team'], fallbackArms: True }")]
    [InlineData("{ teams: { a: { channels: [c] }, b: }, channels: { c: { type: console } } }")]
    [InlineData("channels: { c: { type: teams, urlFile: url }, d: { type: console, urlFile: } }")]
    [InlineData("actions: { protectedNamespaces: ['ingress-*', 7] }")]
    [InlineData(
        "actions: { paused: true, soak: 0, gitopsManaged: warn, undoHold: 1d, undoWhenFixed: false, minimumAge: "
        + "500ms, budget: , breaker: , windows: }")]
    [InlineData(
        "actions: { windows: [{}, { days: 'mon-fri, sun', from: '09:00', to: '24:00', timeZone: UTC }, { days: "
        + "[mon, Tuesday - wed], kinds: [Job] }, ~] }")]
    [InlineData(
        "actions: { freezes: [{ from: 2026-12-20, to: '2026-12-20' }, { from: 2026-12-20T18:00, to: 2026-12-21 "
        + "06:00:00Z, reason: x, names: [a] }] }")]
    [InlineData("actions: { budget: { perHour: 0, perNamespacePerHour: unlimited }, breaker: { share: 0.2, atLeast: 1, within: 1ms } }")]
    [InlineData("actions: { breaker: { share: 12.5% } }")]
    [InlineData("{ existing: warn, policies: { a: { warnExistingFrom: 2026-12-20 } } }")]
    [InlineData("policies: { a: , b: { enabled: false, mode: act, namespaces: ['!x'], settings: { any: { thing: [1] } } } }")]
    [InlineData("policies: { a: { escalation: { grace: 1h, warnings: 2, every: 3h, action: delete } } }")]
    [InlineData(
        "policies: { a: { namespaceSelector: 'env in (prod, stage), team=ml', objectSelector: '!legacy', kinds: "
        + "[Deployment.apps], names: ['!x', 7] } }")]
    [InlineData("policies: { a: { namespaceSelector: , objectSelector: '5', kinds: , names: [], overrides: } }")]
    [InlineData("policies: { a: { objectSelector: 'true', namespaces: ['!!x', '*'] } }")]
    [InlineData("policies: { a: { overrides: [ { namespaceSelector: team=ml, settings: { allowed: [x] }, escalation: { warnings: 1 }, mode: act } ] } }")]
    [InlineData("policies: { a: { overrides: [ { names: [x], settings: , mode: }, { objectSelector: ' ! a' } ] } }")]
    [InlineData("exemptions: []")]
    [InlineData("{ exemptions: , exemptionRules: }")]
    [InlineData("exemptionRules: { maxDays: 1, requireTicket: false, annotations: false }")]
    [InlineData("exemptions: [ { policies: [privileged], namespaces: [monitoring], names: ['x*'], reason: r, ticket: 7, expires: 2027-03-01 } ]")]
    [InlineData("exemptions: [ { policies: ['*', '!a'], namespaces: ['*'], reason: 5, ticket: t, expires: 2027-03-01T12:00+01:00 } ]")]
    [InlineData("exemptions: [ { policies: [a], objectSelector: a, reason: r, ticket: t, expires: '2027-03-01 12:00:30' } ]")]
    [InlineData("{ exemptionRules: { requireTicket: false }, exemptions: [ { policies: [a], kinds: [Pod.], reason: r, expires: 2027-03-01T12:00Z } ] }")]
    public async Task What_the_reader_takes_the_schema_takes(string yaml)
    {
        Assert.Empty(Read(yaml).Problems);
        Assert.Empty((await SchemaAsync()).Validate(YamlJson.Parse(yaml)));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("text")]
    [InlineData("colour: red")]
    [InlineData("Mode: safe")]
    [InlineData("cluster: [prod]")]
    [InlineData("mode: wild")]
    [InlineData("mode: ACT")]
    [InlineData("mode: true")]
    [InlineData("timeZone: {}")]
    [InlineData("escalation: [1h]")]
    [InlineData("escalation: { grace: 10 }")]
    [InlineData("escalation: { grace: 10 m }")]
    [InlineData("escalation: { grace: 1m1h }")]
    [InlineData("escalation: { grace: 1h1h }")]
    [InlineData("escalation: { grace: -1h }")]
    [InlineData("escalation: { grace: 1.5h }")]
    [InlineData("escalation: { grace: '' }")]
    [InlineData("escalation: { grace: one hour }")]
    [InlineData("escalation: { every: 0 }")]
    [InlineData("escalation: { every: 0h }")]
    [InlineData("escalation: { warnings: 0 }")]
    [InlineData("escalation: { warnings: -1 }")]
    [InlineData("escalation: { warnings: 1.5 }")]
    [InlineData("escalation: { warnings: many }")]
    [InlineData("escalation: { warnings: 2147483648 }")]
    [InlineData("escalation: { action: stop }")]
    [InlineData("owners: { team: label team }")]
    [InlineData("owners: { team: [owner team] }")]
    [InlineData("owners: { team: [label] }")]
    [InlineData("owners: { team: [label a b] }")]
    [InlineData("owners: { team: [[label team]] }")]
    [InlineData("owners: { fallbackArms: yes }")]
    [InlineData("owners: { fallbackArms: 'true' }")]
    [InlineData("owners: { email: [annotation x] }")]
    [InlineData("teams: [a]")]
    [InlineData("teams: { a: [c] }")]
    [InlineData("teams: { a: { channels: c } }")]
    [InlineData("teams: { a: { email: [a@example.com] } }")]
    [InlineData("channels: { c: }")]
    [InlineData("channels: { c: teams }")]
    [InlineData("channels: { c: {} }")]
    [InlineData("channels: { c: { type: pigeon } }")]
    [InlineData("channels: { c: { type: teams } }")]
    [InlineData("channels: { c: { type: teams, url: 'https://example.com' } }")]
    [InlineData("channels: { c: { type: console, urlFile: x } }")]
    [InlineData("actions: { protectedNamespaces: kube-system }")]
    [InlineData("actions: { protectedNamespaces: [~] }")]
    [InlineData("actions: { soak: 24 }")]
    [InlineData("actions: { pause: true }")]
    [InlineData("actions: { windows: always }")]
    [InlineData("actions: { windows: [{ days: monday-to-friday }] }")]
    [InlineData("actions: { windows: [{ from: '9:00', to: '17:00' }] }")]
    [InlineData("actions: { windows: [{ from: '09:00', to: '24:01' }] }")]
    [InlineData("actions: { windows: [{ days: [] }] }")]
    [InlineData("actions: { windows: [{ name: x }] }")]
    [InlineData("actions: { freezes: [{ from: 2026-12-20 }] }")]
    [InlineData("actions: { freezes: [{ from: tomorrow, to: 2026-12-20 }] }")]
    [InlineData("actions: { freezes: [{}] }")]
    [InlineData("actions: { budget: 5 }")]
    [InlineData("actions: { budget: { perHour: -1 } }")]
    [InlineData("actions: { budget: { perHour: none } }")]
    [InlineData("actions: { budget: { perDay: 1 } }")]
    [InlineData("actions: { breaker: { share: 0% } }")]
    [InlineData("actions: { breaker: { share: 0 } }")]
    [InlineData("actions: { breaker: { share: 101% } }")]
    [InlineData("actions: { breaker: { share: 20 } }")]
    [InlineData("actions: { breaker: { atLeast: 0 } }")]
    [InlineData("actions: { breaker: { within: 0 } }")]
    [InlineData("actions: { gitopsManaged: never }")]
    [InlineData("actions: { undoHold: -1h }")]
    [InlineData("actions: { undoWhenFixed: 1 }")]
    [InlineData("actions: { minimumAge: young }")]
    [InlineData("existing: act")]
    [InlineData("policies: { a: { warnExistingFrom: soon } }")]
    [InlineData("policies: [a]")]
    [InlineData("policies: { a: act }")]
    [InlineData("policies: { a: { enabled: maybe } }")]
    [InlineData("policies: { a: { enabled: 1 } }")]
    [InlineData("policies: { a: { mode: off } }")]
    [InlineData("policies: { a: { namespaces: shop } }")]
    [InlineData("policies: { a: { namespaces: [{ name: shop }] } }")]
    [InlineData("policies: { a: { settings: [1] } }")]
    [InlineData("policies: { a: { setings: {} } }")]
    [InlineData("policies: { a: { escalation: { action: scale } } }")]
    [InlineData("policies: { a: { escalation: { forgetAfter: 1h } } }")]
    [InlineData("policies: { a: { escalation: 3 } }")]
    [InlineData("policies: { a: { namespaceSelector: '' } }")]
    [InlineData("policies: { a: { namespaceSelector: [team=ml] } }")]
    [InlineData("policies: { a: { objectSelector: { matchLabels: { a: b } } } }")]
    [InlineData("policies: { a: { objectSelector: '=b' } }")]
    [InlineData("policies: { a: { kinds: Deployment } }")]
    [InlineData("policies: { a: { names: [''] } }")]
    [InlineData("policies: { a: { namespaces: ['!'] } }")]
    [InlineData("policies: { a: { overrides: { names: [x] } } }")]
    [InlineData("policies: { a: { overrides: [ ~ ] } }")]
    [InlineData("policies: { a: { overrides: [ { mode: act } ] } }")]
    [InlineData("policies: { a: { overrides: [ { names: [], mode: act } ] } }")]
    [InlineData("policies: { a: { overrides: [ { namespaceSelector: , mode: act } ] } }")]
    [InlineData("policies: { a: { overrides: [ { namespaceSelector: , kinds: [Deployment], mode: act } ] } }")]
    [InlineData("policies: { a: { overrides: [ { namespaces: [], kinds: [Deployment] } ] } }")]
    [InlineData("policies: { a: { overrides: [ { objectSelector: ~, names: [x] } ] } }")]
    [InlineData("policies: { a: { overrides: [ { objectSelector: a, names: } ] } }")]
    [InlineData("policies: { a: { overrides: [ { objectSelector: a, kinds: [] } ] } }")]
    [InlineData("policies: { a: { overrides: [ { objectSelector: 5 } ] } }")]
    [InlineData("policies: { a: { namespaceSelector: 5 } }")]
    [InlineData("policies: { a: { namespaceSelector: 1.5 } }")]
    [InlineData("policies: { a: { objectSelector: true } }")]
    [InlineData("policies: { a: { objectSelector: 0644 } }")]
    [InlineData("policies: { a: { overrides: [ { names: [x], enabled: false } ] } }")]
    [InlineData("policies: { a: { overrides: [ { names: [x], overrides: [] } ] } }")]
    [InlineData("policies: { a: { overrides: [ { names: [x], mode: wild } ] } }")]
    [InlineData("policies: { a: { overrides: [ { names: [x], escalation: { warnings: 0 } } ] } }")]
    [InlineData("exemptions: {}")]
    [InlineData("exemptions: [ ~ ]")]
    [InlineData("exemptions: [ { namespaces: [a], reason: r, ticket: t, expires: 2027-03-01 } ]")]
    [InlineData("exemptions: [ { policies: [], namespaces: [a], reason: r, ticket: t, expires: 2027-03-01 } ]")]
    [InlineData("exemptions: [ { policies: [p], reason: r, ticket: t, expires: 2027-03-01 } ]")]
    [InlineData("exemptions: [ { policies: [p], namespaces: [], reason: r, ticket: t, expires: 2027-03-01 } ]")]
    [InlineData("exemptions: [ { policies: [p], namespaces: [a], ticket: t, expires: 2027-03-01 } ]")]
    [InlineData("exemptions: [ { policies: [p], namespaces: [a], reason: ' ', ticket: t, expires: 2027-03-01 } ]")]
    [InlineData("exemptions: [ { policies: [p], namespaces: [a], reason: r, ticket: t } ]")]
    [InlineData("exemptions: [ { policies: [p], namespaces: [a], reason: r, ticket: t, expires: never } ]")]
    [InlineData("exemptions: [ { policies: [p], namespaces: [a], reason: r, ticket: t, expires: 1.3.2027 } ]")]
    [InlineData("exemptions: [ { policies: [p], namespaces: [a], reason: r, ticket: t, until: 2027-03-01 } ]")]
    [InlineData("exemptionRules: { maxDays: 0 }")]
    [InlineData("exemptionRules: { annotations: true }")]
    [InlineData("exemptionRules: { requireTickets: true }")]
    public async Task What_is_wrong_is_wrong_for_both(string yaml)
    {
        Assert.NotEmpty(Read(yaml).Problems);
        Assert.NotEmpty((await SchemaAsync()).Validate(YamlJson.Parse(yaml)));
    }

    [Theory]
    [InlineData("owners: { fallback: nobody }")]
    [InlineData("teams: { a: { channels: [nobody] } }")]
    [InlineData("timeZone: Mars/Olympus")]
    [InlineData("escalation: { every: 100000d }")]
    [InlineData("policies: { a: { namespaceSelector: env in prod } }")]
    [InlineData("exemptions: [ { policies: [p], namespaces: [a], reason: r, expires: 2027-03-01 } ]")]
    [InlineData("exemptions: [ { policies: [p], namespaces: [a], reason: r, ticket: t, expires: 2027-02-30 } ]")]
    [InlineData("exemptions: [ { policies: [p], namespaces: [a], reason: r, ticket: t, expires: 2200-01-01 } ]")]
    [InlineData("exemptions: [ { policies: [p], names: ['!a'], reason: r, ticket: t, expires: 2027-03-01 } ]")]
    [InlineData("exemptions: [ { policies: ['!p'], names: [a], reason: r, ticket: t, expires: 2027-03-01 } ]")]
    public void What_no_schema_can_know_the_reader_tells(string yaml)
    {
        Assert.StartsWith("policies.yaml(1,", Assert.Single(Read(yaml).Problems).ToString(), StringComparison.Ordinal);
    }

    private static SettingsReading Read(string yaml) => SettingsReader.Read(
        [new SettingsFile("policies.yaml", Path.GetTempPath(), yaml)], Some.Noon);

    private static Task<JsonSchema> SchemaAsync() =>
        JsonSchema.FromJsonAsync(RepositoryRoot.Read("policies.schema.json"), TestContext.Current.CancellationToken);
}
