using System.Text.Json.Nodes;
using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Notify;
using K8GuardScript.Core.Tests.Doubles;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Tests.Notify;

public sealed class FreshAnnouncementTests : IDisposable
{
    private readonly SwitchedChannel teams = new("pay-teams");
    private readonly SwitchedChannel platform = new("platform");
    private readonly TellingWorld telling;

    public FreshAnnouncementTests()
    {
        telling = new TellingWorld(null, null, teams, platform);
        telling.World.Remembers(Some.Episode().Warned(2, Some.Noon.AddDays(-1), ActionVerb.None));
    }

    public void Dispose() => telling.Dispose();

    [Fact]
    public async Task A_last_warning_announces_nothing_where_only_the_server_knows_that_Argo_CD_has_the_field()
    {
        Finds(Managed("argocd-controller"));

        await TurnsAsync(4);

        var warning = Assert.Single(Assert.Single(teams.Sent).Warnings);
        Assert.Equal((true, ActionVerb.None, null), (warning.IsLast, warning.Announces, warning.ActionAfter));
        Assert.Equal((3, ActionVerb.None), (telling.Episode.AcceptedWarnings, telling.Episode.LastWarning!.AnnouncedAction));
        Assert.Single(telling.World.Cluster.Asked);
        Assert.Equal(Bar, Assert.IsType<LadderStep.Wait>(Outlook().Step).For);
    }

    [Fact]
    public async Task It_announces_the_action_where_nobody_has_the_field_and_the_object_is_read_once()
    {
        Finds(Managed("kubectl"));

        await TurnsAsync(4);

        Assert.Equal(ActionVerb.Stop, Assert.Single(Assert.Single(teams.Sent).Warnings).Announces);
        Assert.Single(telling.World.Cluster.Asked);
    }

    [Fact]
    public async Task Two_channels_and_a_refused_message_cost_one_read()
    {
        Finds(Managed("kubectl"));
        telling.Reads("pay-teams", "platform");
        teams.Down = new ChannelException("it answered 503");
        await TurnsAsync(3);
        teams.Down = null;
        await telling.TurnAsync(TimeSpan.FromMinutes(5));

        Assert.Equal((1, 1), (teams.Sent.Count, platform.Sent.Count));
        Assert.Single(telling.World.Cluster.Asked);
    }

    [Fact]
    public async Task A_warning_that_is_not_the_last_needs_no_look()
    {
        telling.World.Remembers(Some.Episode().Warned(1, Some.Noon.AddDays(-1), ActionVerb.None));

        await TurnsAsync(2);

        Assert.Single(teams.Sent);
        Assert.Empty(telling.World.Cluster.Asked);
    }

    [Theory]
    [InlineData(nameof(ReadResult.Unknown))]
    [InlineData(nameof(ReadResult.Gone))]
    public async Task What_can_not_be_read_puts_the_warning_off_and_nothing_contrary_is_told(string result)
    {
        telling.World.Cluster.Objects["Deployment web"] = ScriptedCluster.Read(Enum.Parse<ReadResult>(result));
        await TurnsAsync(4);
        Assert.Empty(teams.Sent);
        Assert.Single(telling.World.Cluster.Asked);
        Assert.IsType<LadderStep.Wait>(Outlook().Step);

        Finds(Managed("kubectl"));
        await telling.TurnAsync(TimeSpan.FromSeconds(6));
        await TurnsAsync(2);

        Assert.Equal(ActionVerb.Stop, Assert.Single(Assert.Single(teams.Sent).Warnings).Announces);
    }

    [Fact]
    public async Task What_the_server_will_not_have_read_is_warned_of_and_nothing_is_announced()
    {
        telling.World.Cluster.Objects["Deployment web"] = ScriptedCluster.Read(ReadResult.Refused);

        await TurnsAsync(4);

        Assert.Equal(ActionVerb.None, Assert.Single(Assert.Single(teams.Sent).Warnings).Announces);
        Assert.Equal("whether a tool puts it back can't be read: the server's words", Assert.IsType<LadderStep.Wait>(Outlook().Step).For);
    }

    [Fact]
    public async Task What_Argo_CD_lets_go_is_announced_at_the_next_last_warning()
    {
        Finds(Managed("argocd-controller"));
        await TurnsAsync(3);
        var freed = Managed("kubectl").Version("101");
        telling.World.Lists(Some.Deployments, freed);
        Finds(freed);

        await telling.TurnAsync(TimeSpan.FromHours(25));
        await TurnsAsync(2);

        Assert.Equal([ActionVerb.None, ActionVerb.Stop], teams.Sent.Select(message => Assert.Single(message.Warnings).Announces));
    }

    [Fact]
    public async Task What_an_action_finds_out_makes_void_what_was_announced()
    {
        Finds(Managed("kubectl"));
        await TurnsAsync(2);
        var taken = Managed("argocd-controller").Version("101");
        telling.World.Lists(Some.Deployments, taken);
        Finds(taken);
        telling.World.Clock.Pass(TimeSpan.FromHours(25));
        var due = Assert.Single(telling.World.Round.At(telling.World.Clock.GetUtcNow()).Actions);

        var report = await telling.World.Actor.ActAsync(due, CancellationToken.None);

        Assert.Equal((ActionResult.NotDue, $"gitops: {Bar}"), (report.Result, report.Why));
        Assert.Single(telling.World.Round.At(telling.World.Clock.GetUtcNow()).Disarmed);
        Assert.Contains(telling.World.Outlooks.RailsFor(Outlook()), rail => rail is { Rail: "gitops", Bars: true, Why: Bar });
    }

    private const string Bar = "Argo CD (field manager `argocd-controller`) would put it back: fix it in Git";

    private static JsonObject Managed(string manager)
    {
        var manifest = Some.DeploymentManifest();
        manifest["metadata"]!["managedFields"] = JsonNode.Parse(
            $$$"""[{"manager":"{{{manager}}}","operation":"Apply","time":"2026-11-20T00:00:00Z","fieldsV1":{"f:spec":{"f:replicas":{} } } }]""");
        return manifest;
    }

    private void Finds(JsonObject manifest) => telling.World.Cluster.Objects["Deployment web"] = ScriptedCluster.Found(manifest);

    private async Task TurnsAsync(int count)
    {
        for (var turn = 0; turn < count; turn++) await telling.TurnAsync(TimeSpan.FromSeconds(1));
    }

    private Outlook Outlook() => telling.World.Outlooks.Of(telling.Episode, telling.World.Clock.GetUtcNow())!;
}
