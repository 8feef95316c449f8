using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Settings;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Tests.Settings;

public sealed class SettingsReaderTests
{
    [Fact]
    public void An_empty_file_gives_the_safe_defaults()
    {
        var settings = Good("");

        Assert.Null(settings.Mode);
        Assert.Equal(TimeZoneInfo.Utc, settings.TimeZone);
        Assert.Equal(TimeSpan.FromMinutes(10), settings.Escalation.Grace);
        Assert.Equal(TimeSpan.FromHours(24), settings.Escalation.Every);
        Assert.Equal(3, settings.Escalation.Warnings);
        Assert.False(settings.Owners.FallbackArms);
        Assert.True(settings.Of("anything").Enabled);
        Assert.Null(settings.Of("anything").Mode);
    }

    [Fact]
    public void Everything_that_can_be_set_is_read()
    {
        var settings = Good(
            """
            cluster: prod
            mode: act
            timeZone: Europe/Berlin
            escalation: { grace: 0, warnings: 2, every: 1h30m, forgetAfter: 7d }
            owners: { team: [annotation a/b, label c], fallback: platform, fallbackArms: true }
            teams: { pay: { channels: [platform] } }
            channels: { platform: { type: teams, urlFile: url }, out: { type: console } }
            actions: { protectedNamespaces: [infra-*] }
            policies:
              p:
                enabled: false
                mode: safe
                namespaces: ["!kube-*"]
                settings: { allowed: [x] }
                escalation: { grace: 1s, warnings: 1, every: 2s, action: delete }
            """);

        Assert.Equal(("prod", Mode.Act, "Europe/Berlin"), (settings.Cluster, settings.Mode, settings.TimeZone.Id));
        Assert.Equal(
            new EscalationSettings { Grace = TimeSpan.Zero, Warnings = 2, Every = TimeSpan.FromMinutes(90), ForgetAfter = TimeSpan.FromDays(7) },
            settings.Escalation);
        Assert.Equal([new OwnerKey(OwnerKeySource.Annotation, "a/b"), new OwnerKey(OwnerKeySource.Label, "c")], settings.Owners.Team);
        Assert.Equal(("platform", true), (settings.Owners.Fallback, settings.Owners.FallbackArms));
        Assert.Equal(["platform"], settings.Teams["pay"].Channels);
        Assert.Equal(new ChannelSettings(ChannelType.Teams, "/etc/guard/url"), settings.Channels["platform"]);
        Assert.Equal(["infra-*"], settings.Actions.ProtectedNamespaces);
        var policy = settings.Of("p");
        Assert.Equal((false, Mode.Safe, "f.yaml(10,3)"), (policy.Enabled, policy.Mode, policy.Place));
        Assert.Equal(["!kube-*"], policy.Scope.Namespaces.Patterns.All);
        Assert.Equal("x", policy.Values["allowed"].Items![0].Scalar);
        Assert.Equal(new EscalationOverride(TimeSpan.FromSeconds(1), 1, TimeSpan.FromSeconds(2), ActionVerb.Delete), policy.Escalation);
    }

    [Theory]
    [InlineData("mode: Act", "f.yaml(1,7): `mode` is `Act`: expected `dry-run`, `safe` or `act`")]
    [InlineData("mode: [act]", "f.yaml(1,7): `mode` is a list: expected `dry-run`, `safe` or `act`")]
    [InlineData("cluster: {a: 1}", "f.yaml(1,10): `cluster` is a map: expected a text")]
    [InlineData("timeZone: Europe/Bielefeld", "f.yaml(1,11): time zone `Europe/Bielefeld` is unknown here: use an IANA name such as `Europe/Berlin`")]
    [InlineData("[a]", "f.yaml(1,1): the file must be a map of keys and values")]
    [InlineData("just text", "f.yaml(1,1): the file must be a map of keys and values")]
    [InlineData("policies: [a]", "f.yaml(1,11): `policies` must be a map of keys and values")]
    [InlineData("teams: [a]", "f.yaml(1,8): `teams` must be a map of keys and values")]
    [InlineData("teams: {a: [b]}", "f.yaml(1,12): `teams.a` must be a map of keys and values")]
    [InlineData("owners: 3", "f.yaml(1,9): `owners` must be a map of keys and values")]
    [InlineData("channels: {a: 3}", "f.yaml(1,15): `channels.a` must be a map of keys and values")]
    [InlineData("channels: {a: {}}", "f.yaml(1,15): `channels.a` needs `type`: `console` or `teams`")]
    [InlineData("channels: {a: {type: [b]}}", "f.yaml(1,22): `channels.a.type` is a list: expected a text")]
    [InlineData("channels: {a: {type: slack}}", "f.yaml(1,22): `channels.a.type` is `slack`: expected `console` or `teams`")]
    [InlineData("channels: {a: {type: teams}}", "f.yaml(1,22): `channels.a` needs `urlFile`: the file that holds the workflow's URL")]
    [InlineData("channels: {a: {type: console, urlFile: x}}", "f.yaml(1,40): `channels.a` is a console: it has no `urlFile`")]
    [InlineData("channels: {a: {type: teams, urlFile: ''}}", "f.yaml(1,38): `channels.a.urlFile` is no name of a file")]
    [InlineData("channels: {a: {type: teams, urlFile: \"a\\0b\"}}", "f.yaml(1,38): `channels.a.urlFile` is no name of a file")]
    [InlineData("escalation: {every: 0}", "f.yaml(1,21): `escalation.every` is `0`: expected a duration above zero, such as `10m` or `24h`")]
    [InlineData("escalation: {grace: 10}", "f.yaml(1,21): `escalation.grace` is `10`: expected a duration, such as `10m` or `24h`")]
    [InlineData("escalation: {grace: -1m}", "f.yaml(1,21): `escalation.grace` is `-1m`: expected a duration, such as `10m` or `24h`")]
    [InlineData("escalation: {warnings: 0}", "f.yaml(1,24): `escalation.warnings` is `0`: expected a whole number of at least 1")]
    [InlineData("escalation: {warnings: 99999999999}", "f.yaml(1,24): `escalation.warnings` is `99999999999`: expected a whole number of at least 1")]
    [InlineData("owners: {team: label team}", "f.yaml(1,16): `owners.team` is `label team`: expected a list of texts")]
    [InlineData("owners: {team: [labels team]}", "f.yaml(1,16): `owners.team` holds `labels team`: expected `annotation KEY` or `label KEY`")]
    [InlineData("owners: {fallbackArms: 'true'}", "f.yaml(1,24): `owners.fallbackArms` is `true`: expected `true` or `false`")]
    [InlineData("owners: {fallback: nowhere}", "f.yaml(1,20): `owners.fallback` names channel `nowhere`, which `channels` does not have")]
    [InlineData("teams: {a: {channels: [b]}}", "f.yaml(1,23): team `a` names channel `b`, which `channels` does not have")]
    [InlineData("actions: {protectedNamespaces: [a, [b]]}", "f.yaml(1,36): `actions.protectedNamespaces` holds something that is no text")]
    [InlineData("policies: {a: {escalation: {action: scale}}}", "f.yaml(1,37): `policies.a.escalation.action` is `scale`: expected `none`, `stop` or `delete`")]
    [InlineData("polices: {}", "f.yaml(1,10): unknown key `polices`: did you mean `policies`?")]
    [InlineData("policies: {a: {enabeld: true}}", "f.yaml(1,25): unknown key `policies.a.enabeld`: did you mean `enabled`?")]
    [InlineData("actions: {budgets: {}}", "f.yaml(1,20): unknown key `actions.budgets`: did you mean `budget`?")]
    public void What_is_wrong_is_told_once_with_its_place_and_what_is_expected(string yaml, string problem)
    {
        Assert.Equal([problem], Problems(yaml));
    }

    [Fact]
    public void An_unknown_key_with_a_block_below_is_told_at_the_key()
    {
        Assert.Equal(["f.yaml(2,1): unknown key `escallation`: did you mean `escalation`?"], Problems("mode: act\nescallation:\n  grace: 1m\n"));
    }

    [Fact]
    public void All_problems_come_at_once_and_no_settings()
    {
        var reading = SettingsReader.Read([File("mode: x\ntimeZone: y\npolicies: { a: { mode: z } }\nfoo: 1\n")]);

        Assert.Null(reading.Settings);
        Assert.Equal(["f.yaml(1,7)", "f.yaml(2,11)", "f.yaml(3,24)", "f.yaml(4,6)"], reading.Problems.Select(problem => problem.Place));
    }

    [Fact]
    public void A_broken_file_among_good_ones_gives_no_settings()
    {
        var reading = SettingsReader.Read([File("mode: act"), new SettingsFile("g.yaml", "/", "a: [")]);

        Assert.Null(reading.Settings);
        Assert.StartsWith("g.yaml(", Assert.Single(reading.Problems).Place, StringComparison.Ordinal);
    }

    [Fact]
    public void A_later_file_wins_by_key_and_lists_are_replaced()
    {
        var settings = Good(
            "mode: act\nescalation: { grace: 1m, warnings: 5 }\npolicies: { a: { namespaces: [x, y], mode: act } }",
            "escalation: { warnings: 2 }\npolicies: { a: { namespaces: [z] }, b: { enabled: false } }");

        Assert.Equal(Mode.Act, settings.Mode);
        Assert.Equal((TimeSpan.FromMinutes(1), 2), (settings.Escalation.Grace, settings.Escalation.Warnings));
        Assert.Equal(["z"], settings.Of("a").Scope.Namespaces.Patterns.All);
        Assert.Equal(Mode.Act, settings.Of("a").Mode);
        Assert.False(settings.Of("b").Enabled);
    }

    [Fact]
    public void File_names_are_relative_to_the_file_that_names_them()
    {
        var reading = SettingsReader.Read(
        [
            new SettingsFile("a.yaml", "/etc/a", "channels: { one: { type: teams, urlFile: secrets/one }, two: { type: teams, urlFile: two } }"),
            new SettingsFile("b.yaml", "/etc/b", "channels: { two: { urlFile: ../two }, three: { type: teams, urlFile: /abs/three } }"),
        ]);

        Assert.Empty(reading.Problems);
        Assert.Equal("/etc/a/secrets/one", reading.Settings!.Channels["one"].UrlFile);
        Assert.Equal("/etc/two", reading.Settings.Channels["two"].UrlFile);
        Assert.Equal("/abs/three", reading.Settings.Channels["three"].UrlFile);
    }

    [Fact]
    public void A_problem_in_a_layered_file_names_the_file_that_holds_it()
    {
        var reading = SettingsReader.Read([File("mode: act"), new SettingsFile("g.yaml", "/", "\nmode: no\n")]);

        Assert.Equal("g.yaml(2,7)", Assert.Single(reading.Problems).Place);
    }

    private static SettingsFile File(string yaml) => new("f.yaml", "/etc/guard", yaml);

    private static string[] Problems(string yaml) => [.. SettingsReader.Read([File(yaml)]).Problems.Select(problem => problem.ToString())];

    private static GuardSettings Good(params string[] yaml)
    {
        var reading = SettingsReader.Read([.. yaml.Select(File)]);
        Assert.Empty(reading.Problems);
        return reading.Settings!;
    }
}
