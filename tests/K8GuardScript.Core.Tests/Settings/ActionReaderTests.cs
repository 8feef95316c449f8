using K8GuardScript.Core.Settings;

namespace K8GuardScript.Core.Tests.Settings;

public sealed class ActionReaderTests
{
    [Fact]
    public void Everything_that_can_be_said_is_read()
    {
        var actions = Some.Actions("""
            paused: true,
            windows: [ { days: mon-fri, from: "09:00", to: "17:00", timeZone: Europe/Berlin, namespaces: [shop] }, { days: [sat, SUNDAY] } ],
            freezes: [ { from: 2026-12-20, to: 2027-01-06, reason: holidays, kinds: [Deployment] } ],
            budget: { perHour: 3, perNamespacePerHour: unlimited },
            breaker: { share: 12.5%, atLeast: 7, within: 30m },
            soak: 500ms, gitopsManaged: act, undoHold: 1h30m, undoWhenFixed: false, minimumAge: 0,
            protectedNamespaces: [ingress-nginx]
            """.ReplaceLineEndings(" "));

        Assert.True(actions is { Paused: true, ActsOnGitOps: true, UndoWhenFixed: false });
        Assert.Equal([DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday], actions.Windows[0].Days.Order());
        Assert.Equal(
            (new TimeOnly(9, 0), new TimeOnly(17, 0), "Europe/Berlin"), (actions.Windows[0].From, actions.Windows[0].To, actions.Windows[0].Zone.Id));
        Assert.False(actions.Windows[0].Scope.IsEverything);
        Assert.Equal([DayOfWeek.Sunday, DayOfWeek.Saturday], actions.Windows[1].Days.Order());
        Assert.Equal(TimeZoneInfo.Utc, actions.Windows[1].Zone);
        var freeze = Assert.Single(actions.Freezes);
        Assert.Equal(
            (new DateTimeOffset(2026, 12, 20, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2027, 1, 7, 0, 0, 0, TimeSpan.Zero)), (freeze.From, freeze.To));
        Assert.Equal(("holidays", false), (freeze.Reason, freeze.Scope.IsEverything));
        Assert.Equal((3, null), (actions.PerHour, actions.PerNamespacePerHour));
        Assert.Equal((0.125, 7, TimeSpan.FromMinutes(30)), (actions.BreakerShare, actions.BreakerAtLeast, actions.BreakerWithin));
        Assert.Equal((TimeSpan.FromMilliseconds(500), TimeSpan.FromMinutes(90), TimeSpan.Zero), (actions.Soak, actions.UndoHold, actions.MinimumAge));
        Assert.Equal(["ingress-nginx"], actions.ProtectedNamespaces);
    }

    [Fact]
    public void What_is_left_out_has_its_default()
    {
        var (read, defaults) = (Some.Actions("budget: , breaker: {}, windows: [], freezes: "), new ActionSettings());

        Assert.Equal(
            defaults with { Windows = [], Freezes = [], ProtectedNamespaces = [] }, read with { Windows = [], Freezes = [], ProtectedNamespaces = [] });
    }

    [Theory]
    [InlineData("0.2", 0.2)]
    [InlineData("'20 %'", 0.2)]
    [InlineData("100%", 1)]
    [InlineData("1", 1)]
    [InlineData("0.5%", 0.005)]
    public void A_share_is_a_percentage_or_a_number(string text, double share) =>
        Assert.Equal(share, Some.Actions($"breaker: {{ share: {text} }}").BreakerShare);

    [Theory]
    [InlineData(
        "windows: [{ from: '09:00', to: '09:00' }]",
        "f.yaml(1,43): `actions.windows[0]` ends when it starts: write another time, or `from: \"00:00\", "
        + "to: \"24:00\"` for the whole day")]
    [InlineData(
        "windows: [{ from: '09:00' }]",
        "f.yaml(1,22): `actions.windows[0]` needs `to` too, such as `to: \"17:00\"`; without both it lasts for whole days")]
    [InlineData(
        "windows: [{ from: '9:00', to: '17:00' }]",
        "f.yaml(1,30): `actions.windows[0].from` is `9:00`: expected a time of day from `00:00` to `23:59`, such as `\"09:00\"`")]
    [InlineData(
        "windows: [{ from: '24:00', to: '25:00' }]",
        "f.yaml(1,30): `actions.windows[0].from` is `24:00`: expected a time of day from `00:00` to `23:59`, such as `\"09:00\"`",
        "f.yaml(1,43): `actions.windows[0].to` is `25:00`: expected a time of day from `00:00` to `24:00`, such as `\"09:00\"`")]
    [InlineData(
        "windows: [{ days: mon-fry }]",
        "f.yaml(1,30): `actions.windows[0].days` holds `mon-fry`: expected days such as `mon-fri`, `sat` or `[mon, wed]`")]
    [InlineData(
        "windows: [{ days: mon-tue-wed }]",
        "f.yaml(1,30): `actions.windows[0].days` holds `mon-tue-wed`: expected days such as `mon-fri`, `sat` or `[mon, wed]`")]
    [InlineData(
        "windows: [{ days: [] }]",
        "f.yaml(1,30): `actions.windows[0].days` is empty: name days such as `mon-fri`, or take the key out for every day")]
    [InlineData(
        "windows: [{ days: 1 }]",
        "f.yaml(1,30): `actions.windows[0].days` holds `1`: expected days such as `mon-fri`, `sat` or `[mon, wed]`")]
    [InlineData(
        "windows: [{ timeZone: Mars }]",
        "f.yaml(1,34): time zone `Mars` is unknown here: use an IANA name such as `Europe/Berlin`")]
    [InlineData("windows: [{ name: x }]", "f.yaml(1,30): unknown key `actions.windows[0].name`: did you mean `names`?")]
    [InlineData("windows: always", "f.yaml(1,21): `actions.windows` is `always`: expected a list of maps")]
    [InlineData("windows: [always]", "f.yaml(1,22): `actions.windows[0]` must be a map of keys and values")]
    [InlineData(
        "freezes: [{ from: 2026-02-30, to: 2026-03-01 }]",
        "f.yaml(1,30): `actions.freezes[0].from` is `2026-02-30`: expected a date that exists, such as "
        + "`2026-12-20` or `2026-12-20T18:00`")]
    [InlineData("freezes: [{ from: 2026-02-01 }]", "f.yaml(1,22): `actions.freezes[0]` needs `to`: a date, such as `to: 2026-12-20`")]
    [InlineData(
        "freezes: [{ from: 2026-02-02, to: 2026-02-01 }]",
        "f.yaml(1,46): `actions.freezes[0]` ends before it starts: `2026-02-02` to `2026-02-01`")]
    [InlineData(
        "freezes: [{ from: 0001-01-01, to: 9999-12-31 }]",
        "f.yaml(1,30): `actions.freezes[0].from` is `0001-01-01`: expected a date that exists, such as "
        + "`2026-12-20` or `2026-12-20T18:00`",
        "f.yaml(1,46): `actions.freezes[0].to` is `9999-12-31`: expected a date that exists, such as `2026-12-20` or `2026-12-20T18:00`")]
    [InlineData(
        "budget: { perHour: -1 }",
        "f.yaml(1,31): `actions.budget.perHour` is `-1`: expected a whole number, 0 to never act, or `unlimited`")]
    [InlineData(
        "budget: { perNamespacePerHour: 1.5 }",
        "f.yaml(1,43): `actions.budget.perNamespacePerHour` is `1.5`: expected a whole number, 0 to never act, or `unlimited`")]
    [InlineData(
        "budget: { perHour: [1] }",
        "f.yaml(1,31): `actions.budget.perHour` is a list: expected a whole number, 0 to never act, or `unlimited`")]
    [InlineData(
        "budget: { perHour: 99999999999 }",
        "f.yaml(1,31): `actions.budget.perHour` is `99999999999`: expected a whole number, 0 to never act, or `unlimited`")]
    [InlineData("budget: { perDay: 1 }", "f.yaml(1,30): unknown key `actions.budget.perDay`: known here: perHour, perNamespacePerHour")]
    [InlineData(
        "breaker: { share: 0% }",
        "f.yaml(1,30): `actions.breaker.share` is `0%`: expected a share above 0 % and up to 100 %, such as `20%`")]
    [InlineData(
        "breaker: { share: 101% }",
        "f.yaml(1,30): `actions.breaker.share` is `101%`: expected a share above 0 % and up to 100 %, such as `20%`")]
    [InlineData(
        "breaker: { share: 20 }",
        "f.yaml(1,30): `actions.breaker.share` is `20`: expected a share above 0 % and up to 100 %, such as `20%`")]
    [InlineData(
        "breaker: { share: NaN }",
        "f.yaml(1,30): `actions.breaker.share` is `NaN`: expected a share above 0 % and up to 100 %, such as `20%`")]
    [InlineData(
        "breaker: { share: '∞' }",
        "f.yaml(1,30): `actions.breaker.share` is `∞`: expected a share above 0 % and up to 100 %, such as `20%`")]
    [InlineData(
        "breaker: { share: -20% }",
        "f.yaml(1,30): `actions.breaker.share` is `-20%`: expected a share above 0 % and up to 100 %, such as `20%`")]
    [InlineData("breaker: { atLeast: 0 }", "f.yaml(1,32): `actions.breaker.atLeast` is `0`: expected a whole number of at least 1")]
    [InlineData(
        "breaker: { within: 0 }",
        "f.yaml(1,31): `actions.breaker.within` is `0`: expected a duration above zero, such as `10m` or `24h`")]
    [InlineData("soak: -1h", "f.yaml(1,18): `actions.soak` is `-1h`: expected a duration, such as `10m` or `24h`")]
    [InlineData("gitopsManaged: never", "f.yaml(1,27): `actions.gitopsManaged` is `never`: expected `warn` or `act`")]
    [InlineData("paused: maybe", "f.yaml(1,20): `actions.paused` is `maybe`: expected `true` or `false`")]
    public void What_is_wrong_is_told_with_its_place_and_what_to_do(string yaml, params string[] problems)
    {
        var reading = SettingsReader.Read([new SettingsFile("f.yaml", "/", $"actions: {{ {yaml} }}")]);

        Assert.Null(reading.Settings);
        Assert.Equal(problems, reading.Problems.Select(problem => problem.ToString()));
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once()
    {
        const string Yaml = "actions: { soak: x, minimumAge: x, undoHold: x, budget: { perHour: x }, "
            + "breaker: { share: x, within: x }, windows: [{ days: x }, { days: y }] }";

        Assert.Equal(8, SettingsReader.Read([new SettingsFile("f.yaml", "/", Yaml)]).Problems.Count);
    }

    [Fact]
    public void What_is_there_already_is_shown_or_warned_of_from_a_date_on()
    {
        var settings = Good("existing: warn\ntimeZone: Europe/Berlin\npolicies: { a: { warnExistingFrom: 2026-12-01 }, b: {} }");

        Assert.Equal(ExistingViolations.Warn, settings.Existing);
        Assert.Equal(new DateTimeOffset(2026, 11, 30, 23, 0, 0, TimeSpan.Zero), settings.Of("a").WarnExistingFrom);
        Assert.Null(settings.Of("b").WarnExistingFrom);
        Assert.False(settings.Of("a").IsSame(settings.Of("b")));
        Assert.Equal(ExistingViolations.Show, Good("existing: show").Existing);
    }

    [Theory]
    [InlineData("existing: act", "f.yaml(1,11): `existing` is `act`: expected `show` or `warn`")]
    [InlineData(
        "policies: { a: { warnExistingFrom: tomorrow } }",
        "f.yaml(1,36): `policies.a.warnExistingFrom` is `tomorrow`: expected a date that exists, such as "
        + "`2026-12-20` or `2026-12-20T18:00`")]
    public void A_wrong_word_for_what_is_there_already_is_told(string yaml, string problem) =>
        Assert.Equal(problem, Assert.Single(SettingsReader.Read([new SettingsFile("f.yaml", "/", yaml)]).Problems).ToString());

    private static GuardSettings Good(string yaml) => SettingsReader.Read([new SettingsFile("f.yaml", "/", yaml)]).Settings!;
}
