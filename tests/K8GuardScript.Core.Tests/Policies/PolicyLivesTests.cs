using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Tests.Doubles;

namespace K8GuardScript.Core.Tests.Policies;

public sealed class PolicyLivesTests
{
    private static readonly TimeSpan ForgetAfter = TimeSpan.FromHours(120);
    private readonly ManualTime clock = new();
    private readonly MemoryLedgerStore store = new();

    [Fact]
    public void What_is_older_than_a_new_policy_is_baseline_and_what_is_younger_never_is()
    {
        var lives = Lives();
        Follow(lives, Some.Policy());

        Assert.True(lives.IsBaseline("image-repo", Created("2026-11-24T12:00:00Z")));
        Assert.True(lives.IsBaseline("image-repo", Some.Deployment()));
        Assert.False(lives.IsBaseline("image-repo", Created("2026-11-24T12:00:01Z")));
    }

    [Fact]
    public void Once_all_that_was_there_is_recorded_nothing_is_baseline_any_more_also_after_a_restart()
    {
        var lives = Lives();
        Follow(lives, Some.Policy());
        var restarted = Lives();
        Assert.Equal(("image-repo", Some.Noon), Assert.Single(restarted.OpenBaselines()));

        restarted.CloseBaselines(restarted.OpenBaselines());

        Assert.False(restarted.IsBaseline("image-repo", Some.Deployment()));
        Assert.False(Lives().IsBaseline("image-repo", Some.Deployment()));
    }

    [Fact]
    public void A_policy_that_was_away_for_a_moment_is_not_new_and_one_that_was_away_for_long_is()
    {
        var lives = Lives();
        Follow(lives, Some.Policy());
        lives.CloseBaselines(lives.OpenBaselines());

        Follow(lives);
        clock.Pass(ForgetAfter);
        Follow(lives, Some.Policy());
        Assert.False(lives.IsBaseline("image-repo", Some.Deployment()));

        Follow(lives);
        clock.Pass(ForgetAfter + TimeSpan.FromTicks(1));
        Follow(lives);
        var restarted = Lives();
        Follow(restarted, Some.Policy());
        Assert.True(restarted.IsBaseline("image-repo", Some.Deployment()));
        Assert.Equal(clock.GetUtcNow(), restarted.KnownSince("image-repo"));
    }

    [Fact]
    public void A_sweep_that_ends_after_its_policy_came_anew_does_not_close_the_new_baseline()
    {
        var lives = Lives();
        Follow(lives, Some.Policy());
        var first = lives.OpenBaselines();
        Follow(lives);
        clock.Pass(ForgetAfter + TimeSpan.FromTicks(1));
        Follow(lives, Some.Policy());

        lives.CloseBaselines(first);

        Assert.True(lives.IsBaseline("image-repo", Some.Deployment()));
    }

    [Fact]
    public void Policies_of_a_ledger_from_before_this_was_kept_are_not_new()
    {
        new Ledger(store).Commit(() => new LedgerChange { Episodes = [Some.Episode()] });
        var lives = Lives();

        Follow(lives, Some.Policy(), Some.Policy("other"));

        Assert.False(lives.IsBaseline("image-repo", Some.Deployment()));
        Assert.True(lives.IsBaseline("other", Some.Deployment()));
    }

    [Fact]
    public void A_revision_is_in_force_since_it_came_last_across_restarts()
    {
        var lives = Lives();
        Follow(lives, Some.Policy());
        clock.Pass(TimeSpan.FromHours(1));
        Assert.Equal(Some.Noon, Lives().RevisionSince(Some.Policy()));

        Follow(lives, Some.Policy(revision: "rev-2"));
        Assert.Equal(Some.Noon.AddHours(1), lives.RevisionSince(Some.Policy(revision: "rev-2")));
        Assert.Null(lives.RevisionSince(Some.Policy()));

        clock.Pass(TimeSpan.FromHours(1));
        Follow(lives, Some.Policy());
        Assert.Equal(Some.Noon.AddHours(2), lives.RevisionSince(Some.Policy()));
    }

    [Fact]
    public void A_policy_whose_script_can_not_be_used_just_now_is_not_gone()
    {
        var lives = Lives();
        Follow(lives, Some.Policy());

        lives.Follow(PolicySet.Empty, new HashSet<string> { "image-repo" }, ForgetAfter);
        clock.Pass(ForgetAfter + ForgetAfter);
        Follow(lives, Some.Policy());

        Assert.Equal((Some.Noon, (DateTimeOffset?)Some.Noon), (lives.KnownSince("image-repo"), lives.RevisionSince(Some.Policy())));
    }

    private PolicyLives Lives() => new(new Ledger(store), clock);

    private static void Follow(PolicyLives lives, params Policy[] policies) => lives.Follow(new PolicySet(policies), new HashSet<string>(), ForgetAfter);

    private static Sdk.Objects.KubeObject Created(string at)
    {
        var manifest = Some.DeploymentManifest();
        manifest["metadata"]!["creationTimestamp"] = at;
        return manifest.Parsed();
    }
}
