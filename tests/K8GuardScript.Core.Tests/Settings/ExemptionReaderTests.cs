using K8GuardScript.Core.Settings;

namespace K8GuardScript.Core.Tests.Settings;

public sealed class ExemptionReaderTests
{
    [Fact]
    public void Everything_that_an_exemption_says_is_read()
    {
        var settings = Read(
            """
            timeZone: Europe/Berlin
            exemptionRules: { maxDays: 200, requireTicket: true, annotations: false }
            exemptions:
              - policies: [privileged, "host-*"]
                namespaces: [monitoring]
                kinds: [DaemonSet]
                names: ["node-exporter*"]
                reason: reads the host's /proc
                ticket: SEC-123
                expires: 2027-03-01
            """).Settings!;

        var exemption = Assert.Single(settings.Exemptions);
        Assert.Equal(["privileged", "host-*"], exemption.Policies);
        Assert.Equal("namespaces: [\"monitoring\"] kinds: [\"DaemonSet\"] names: [\"node-exporter*\"]", exemption.Scope.Text);
        Assert.Equal(("reads the host's /proc", "SEC-123", "f.yaml(4,5)"), (exemption.Reason, exemption.Ticket, exemption.Place));
        Assert.Equal(new DateTimeOffset(2027, 3, 1, 23, 0, 0, TimeSpan.Zero), exemption.Expires);
        Assert.Equal(new ExemptionRules { MaxDays = 200, RequireTicket = true }, settings.ExemptionRules);
    }

    [Fact]
    public void Without_rules_a_ticket_is_needed_and_half_a_year_the_most()
    {
        Assert.Equal(new ExemptionRules { MaxDays = 180, RequireTicket = true }, Read("").Settings!.ExemptionRules);
    }

    [Theory]
    [InlineData("reason: r, ticket: t, expires: 2027-03-01, names: [x]", "`exemptions[0].policies` is missing")]
    [InlineData("policies: ['!p'], reason: r, ticket: t, expires: 2027-03-01, names: [x]", "`exemptions[0].policies` only says which are left out")]
    [InlineData("policies: [''], reason: r, ticket: t, expires: 2027-03-01, names: [x]", "`exemptions[0].policies` holds an empty pattern")]
    [InlineData("policies: [p], reason: r, ticket: t, expires: 2027-03-01", "says nothing of where it holds")]
    [InlineData("policies: [p], reason: r, ticket: t, expires: 2027-03-01, namespaces: []", "`exemptions[0].namespaces` is empty")]
    [InlineData("policies: [p], reason: r, ticket: t, expires: 2027-03-01, namespaces: ['!prod']", "only says what is left out")]
    [InlineData("policies: [p], ticket: t, expires: 2027-03-01, names: [x]", "`exemptions[0].reason` is missing")]
    [InlineData("policies: [p], reason: '', ticket: t, expires: 2027-03-01, names: [x]", "`exemptions[0].reason` is missing")]
    [InlineData("policies: [p], reason: r, expires: 2027-03-01, names: [x]", "or allow exemptions without one with `exemptionRules: { requireTicket: false }`")]
    [InlineData("policies: [p], reason: r, ticket: t, names: [x]", "`exemptions[0].expires` is missing")]
    [InlineData("policies: [p], reason: r, ticket: t, expires: soon, names: [x]", "`exemptions[0].expires` is `soon`: expected its last day")]
    [InlineData("policies: [p], reason: r, ticket: t, expires: 2028-03-01, names: [x]", "more than 180 days away: write `2027-05-23` at the latest")]
    [InlineData("policies: [p], reason: r, ticket: t, expires: 2027-03-01, name: [x]", "unknown key `exemptions[0].name`: did you mean `names`?")]
    public void What_is_missing_or_too_much_is_refused_with_what_to_write(string exemption, string message)
    {
        var reading = Read($"exemptions: [ {{ {exemption} }} ]");

        Assert.Null(reading.Settings);
        Assert.All(reading.Problems, problem => Assert.StartsWith("f.yaml(1,", problem.ToString(), StringComparison.Ordinal));
        Assert.Contains(reading.Problems, problem => problem.Message.Contains(message, StringComparison.Ordinal));
    }

    [Fact]
    public void Everything_of_every_exemption_can_be_named_when_it_is_meant()
    {
        var exemption = Assert.Single(Read(
            "exemptions: [ { policies: ['*'], namespaces: ['*'], reason: r, ticket: t, expires: 2027-03-01 } ]").Settings!.Exemptions);

        Assert.True(exemption.IsFor("anything"));
    }

    [Fact]
    public void What_was_accepted_once_is_right_on_every_later_day()
    {
        const string Yaml = "exemptions: [ { policies: [p], names: [x], reason: r, ticket: t, expires: 2027-05-23 } ]";

        Assert.Empty(Read(Yaml).Problems);
        Assert.All([1, 100, 180, 181, 10_000], days => Assert.Empty(Read(Yaml, Some.Noon.AddDays(days)).Problems));
    }

    [Fact]
    public void Annotations_can_not_be_allowed_to_exempt()
    {
        var problem = Assert.Single(Read("exemptionRules: { annotations: true }").Problems);

        Assert.StartsWith("f.yaml(1,32): `exemptionRules.annotations` is `true`: whoever may edit an object", problem.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# only a comment")]
    [InlineData("~")]
    public void A_file_of_exemptions_that_says_nothing_is_wrong(string text)
    {
        var problems = new List<SettingsProblem>();

        Assert.Null(Reader().ReadFile(new SettingsFile("a.exemptions.yaml", "/", text), problems));
        Assert.Contains("write `exemptions: []` for none", Assert.Single(problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_exemptions_holds_nothing_else()
    {
        var problems = new List<SettingsProblem>();

        Assert.Null(Reader().ReadFile(new SettingsFile("a.exemptions.yaml", "/", "{ exemptions: [], mode: act }"), problems));
        Assert.StartsWith("a.exemptions.yaml(1,", Assert.Single(problems).ToString(), StringComparison.Ordinal);
        Assert.Empty(Reader().ReadFile(new SettingsFile("a.exemptions.yaml", "/", "exemptions: []"), problems)!);
    }

    [Fact]
    public void Two_exemptions_that_say_the_same_have_one_id_wherever_they_stand()
    {
        const string One = "{ policies: [p], names: [x], reason: r, ticket: t, expires: 2027-03-01 }";
        var same = Read($"exemptions: [ {One}, {One.Replace("reason: r", "reason: other", StringComparison.Ordinal)} ]").Settings!.Exemptions;
        var other = Read($"exemptions: [ {One.Replace("03-01", "03-02", StringComparison.Ordinal)} ]").Settings!.Exemptions;

        Assert.Equal(same[0].Id, same[1].Id);
        Assert.NotEqual(same[0].Id, other[0].Id);
    }

    private static ExemptionReader Reader() => new(new ExemptionRules(), TimeZoneInfo.Utc, Some.Noon);

    private static SettingsReading Read(string yaml, DateTimeOffset? now = null) =>
        SettingsReader.Read([new SettingsFile("f.yaml", "/", yaml)], now ?? Some.Noon);
}
