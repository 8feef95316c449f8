using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Guard.Rails;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Settings;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Tests.Escalate;

public sealed class EscalationRoundTests : IDisposable
{
    private readonly World world = new();

    public EscalationRoundTests() => world.ListsShop();

    public void Dispose() => world.Dispose();

    [Fact]
    public void A_last_warning_is_void_once_the_mode_was_lower_also_after_it_is_raised_again()
    {
        var episode = world.Remembers(Some.Episode().Warned(3, Some.Noon));
        world.Clock.Pass(TimeSpan.FromHours(24));
        Assert.Empty(Round().Disarmed);
        Assert.Single(Round().Actions);

        world.Rule(Some.Settings() with { Mode = Mode.Safe }, Some.Policy());
        var key = Assert.Single(Round().Disarmed);
        Assert.Equal(episode.Key, key);
        world.Remembers(EscalationRound.Disarm(episode));

        world.Rule(Some.Policy());
        Assert.Empty(Round().Actions);
        var again = Assert.IsType<LadderStep.Warn>(Assert.Single(Round().Warnings).Step);
        Assert.True(again is { IsLast: true, ArmsAction: true });
    }

    [Fact]
    public void A_last_warning_is_void_once_the_object_was_protected_or_stopped_by_its_owner()
    {
        world.Remembers(Some.Episode().Warned(3, Some.Noon));
        world.Clock.Pass(TimeSpan.FromHours(24));

        world.Lists(Some.Deployments, Some.DeploymentManifest(version: "2").Labelled(MarkRail.Key, "true"));
        Assert.Single(Round().Disarmed);

        world.Lists(Some.Deployments, Some.DeploymentManifest(replicas: 0, version: "3"));
        Assert.Single(Round().Disarmed);
    }

    [Fact]
    public void A_last_warning_that_another_owner_got_leads_to_a_last_warning_and_not_to_an_action()
    {
        world.Remembers(Some.Episode().Warned(3, Some.Noon));
        world.Clock.Pass(TimeSpan.FromHours(24));
        var settings = Some.Settings();
        var teams = new Dictionary<string, TeamSettings>(settings.Teams) { ["others"] = new(["pay-teams"]) };
        world.Rule(settings with { Teams = teams }, Some.Policy());

        world.Lists(Some.Deployments, Some.DeploymentManifest(version: "2").Labelled("team", "others"));

        Assert.Empty(Round().Actions);
        Assert.True(Assert.Single(Round().Warnings).Step is LadderStep.Warn { IsLast: true, ArmsAction: true });
    }

    [Fact]
    public void What_was_told_is_not_forgotten_by_disarming()
    {
        var disarmed = EscalationRound.Disarm(Some.Episode().Warned(3, Some.Noon));

        Assert.Equal((3, ActionVerb.None, Some.Noon), (disarmed.AcceptedWarnings, disarmed.LastWarning!.AnnouncedAction, disarmed.LastWarning.AcceptedAt));
    }

    [Fact]
    public void What_waits_is_due_at_its_very_instant_and_again_until_it_is_recorded()
    {
        world.Remembers(Some.Episode());
        Assert.Empty(Round().Warnings);

        world.Clock.Pass(Some.Ladder.Grace - TimeSpan.FromTicks(1));
        Assert.Empty(Round().Warnings);
        world.Clock.Pass(TimeSpan.FromTicks(1));
        Assert.Single(Round().Warnings);
        world.Clock.Pass(TimeSpan.FromMilliseconds(500));
        Assert.Single(Round().Warnings);

        world.Remembers(Some.Episode().Warned(1, world.Clock.GetUtcNow()));
        Assert.Empty(Round().Warnings);
    }

    [Fact]
    public void Very_many_that_wait_for_one_instant_are_due_in_the_round_of_that_instant()
    {
        ListsMany(500);
        Round();
        RemembersMany(500, episode => episode);
        for (var left = Some.Ladder.Grace; left > TimeSpan.Zero; left -= TimeSpan.FromSeconds(5))
        {
            Assert.Empty(Round().Warnings);
            world.Clock.Pass(TimeSpan.FromSeconds(5));
        }

        Assert.Equal(500, Round().Warnings.Count);
    }

    [Fact]
    public void A_few_of_all_are_looked_at_in_each_round_and_each_in_its_turn()
    {
        ListsMany(1_000);
        RemembersMany(1_000, episode => episode.Warned(3, Some.Noon));
        Assert.Empty(Round().Disarmed);

        // it goes without a word, so that only a look can tell
        world.Objects.Forget(Some.Deployments);
        world.Clock.Pass(TimeSpan.FromMilliseconds(500));
        var seen = Round().Disarmed.ToHashSet();
        Assert.InRange(seen.Count, 1, 10);

        for (var passed = TimeSpan.Zero; passed <= EscalationRound.Turn; passed += TimeSpan.FromMilliseconds(500))
        {
            world.Clock.Pass(TimeSpan.FromMilliseconds(500));
            seen.UnionWith(Round().Disarmed);
        }

        Assert.Equal(1_000, seen.Count);
    }

    [Fact]
    public void A_namespace_that_gets_protected_is_seen_in_the_next_round()
    {
        world.Remembers(Some.Episode().Warned(3, Some.Noon));
        world.Clock.Pass(TimeSpan.FromHours(24));
        Assert.Single(Round().Actions);

        world.Lists(Some.Namespaces, Some.Manifest(Some.Namespaces, "", "shop", version: "101").Labelled("team", "payments").Labelled(MarkRail.Key, "true"));
        var result = Round();

        Assert.Single(result.Disarmed);
        Assert.Empty(result.Actions);
    }

    [Fact]
    public void A_namespace_is_seen_for_what_was_found_in_another_one_too()
    {
        var report = Some.Web with { Namespace = "reports", Name = "report" };
        world.Lists(
            Some.Namespaces, Some.NamespaceManifest().Labelled("team", "payments"), Some.NamespaceManifest("reports").Labelled("team", "none"));
        world.Lists(Some.Deployments, Some.DeploymentManifest(), Some.Manifest(Some.Deployments, "reports", "report"));
        world.Rule(Some.Scoped("namespaceSelector: team!=none"));
        world.Remembers(Some.Episode() with { Key = Some.Episode().Key with { Source = report } });
        world.Clock.Pass(TimeSpan.FromHours(1));
        Assert.Empty(Round().Warnings);

        world.Lists(
            Some.Namespaces, Some.NamespaceManifest().Labelled("team", "payments"), Some.Manifest(Some.Namespaces, "", "reports", version: "101"));

        Assert.Single(Round().Warnings);
    }

    [Fact]
    public void What_must_be_disarmed_is_told_until_that_is_written()
    {
        world.Remembers(Some.Episode().Warned(3, Some.Noon));
        Round();
        world.Rule(Some.Settings() with { Mode = Mode.Safe }, Some.Policy());

        Assert.Single(Round().Disarmed);
        Assert.Single(Round().Disarmed);
        world.Remembers(EscalationRound.Disarm(Some.Episode().Warned(3, Some.Noon)));
        Assert.Empty(Round().Disarmed);
    }

    [Theory]
    [InlineData(24)]
    [InlineData(-1)]
    public void A_clock_that_was_set_makes_everything_be_looked_at(int hours)
    {
        world.Remembers(Some.Episode().Warned(3, Some.Noon));
        Round();
        world.Objects.Forget(Some.Deployments);
        world.Clock.Set(TimeSpan.FromHours(hours));

        Assert.Single(Round().Disarmed);
    }

    [Fact]
    public void Very_many_that_are_due_come_in_turn_and_none_twice_in_one_round()
    {
        const int Count = EscalationRound.Most + 500;
        ListsMany(Count);
        RemembersMany(Count, episode => episode);
        world.Clock.Pass(Some.Ladder.Grace);

        var offered = new HashSet<EpisodeKey>();
        for (var round = 0; round < 3; round++)
        {
            var warnings = Round().Warnings;
            Assert.True(warnings.Count <= EscalationRound.Most);
            Assert.Equal(warnings.Count, warnings.Select(warning => warning.Episode.Key).Distinct().Count());
            offered.UnionWith(warnings.Select(warning => warning.Episode.Key));
            world.Clock.Pass(TimeSpan.FromMilliseconds(500));
        }

        Assert.Equal(Count, offered.Count);
    }

    [Fact]
    public void What_was_found_elsewhere_is_due_once_when_both_objects_changed()
    {
        var report = Some.Web with { Name = "report" };
        world.Remembers(Some.Episode() with { Key = Some.Episode().Key with { Source = report } });
        Round();
        world.Clock.Pass(Some.Ladder.Grace);
        world.Lists(Some.Deployments, Some.DeploymentManifest(version: "101"), Some.Manifest(Some.Deployments, "shop", "report"));

        Assert.Single(Round().Warnings);
    }

    [Fact]
    public void Nobody_is_owed_a_warning_who_can_not_be_reached()
    {
        world.Remembers(Some.Episode());
        world.Clock.Pass(Some.Ladder.Grace);
        world.Rule(Some.Settings() with { Teams = new Dictionary<string, TeamSettings>(), Owners = new OwnerSettings() }, Some.Policy());

        Assert.Empty(Round().Warnings);

        world.Rule(Some.Policy());
        Assert.Single(Round().Warnings);
    }

    private void ListsMany(int count) => world.Lists(
        Some.Deployments, [.. Enumerable.Range(0, count).Select(i => Some.Manifest(Some.Deployments, "shop", $"web-{i}", uid: "uid-web"))]);

    private void RemembersMany(int count, Func<Episode, Episode> change) => world.Ledger.Commit(() => new LedgerChange
    {
        Episodes =
        [
            .. Enumerable.Range(0, count).Select(i => change(Some.Episode() with
            {
                Key = Some.Episode().Key with { Object = Some.Web with { Name = $"web-{i}" } },
            })),
        ],
    });

    private RoundResult Round() => world.Round.At(world.Clock.GetUtcNow());
}
