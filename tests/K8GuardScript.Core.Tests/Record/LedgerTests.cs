using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Evaluate;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Tests.Doubles;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Tests.Record;

public sealed class LedgerTests
{
    [Fact]
    public void What_the_store_refused_did_not_happen()
    {
        var ledger = new Ledger(new ThrowingLedgerStore(Some.Episode()));

        Assert.Throws<IOException>(() => ledger.Commit(() => new LedgerChange
        {
            Episodes = [Some.Episode().Warned(3, Some.Noon), Some.Episode("new")],
            Actions = [Some.Action()],
        }));

        Assert.Equal(Some.Episode(), Assert.Single(ledger.Episodes()));
        Assert.Single(ledger.FoundAt("image-repo", Some.Web));
        Assert.Empty(ledger.Actions());
    }

    [Fact]
    public void What_was_written_is_read_back_by_every_way()
    {
        var ledger = new Ledger(new MemoryLedgerStore());
        var other = Some.Episode(policy: "other");
        var elsewhere = Some.Episode() with { Key = Some.Episode().Key with { Object = Some.Web with { Name = "api" } } };
        ledger.Commit(() => new LedgerChange { Episodes = [Some.Episode(), other, elsewhere] });

        Assert.Equal(3, ledger.Episodes().Count);
        Assert.Equal(other, ledger.Find(other.Key));
        Assert.Equal([Some.Episode()], ledger.FoundAt("image-repo", Some.Web));
        Assert.Equal([Some.Episode(), other], ledger.On(Some.Web));
        Assert.Empty(ledger.FoundAt("image-repo", Some.Web with { Namespace = "x" }));
    }

    [Fact]
    public void A_restart_knows_what_was_known()
    {
        var store = new MemoryLedgerStore();
        new Ledger(store).Commit(() => new LedgerChange { Episodes = [Some.Episode()], Actions = [Some.Action()] });

        var restarted = new Ledger(store);

        Assert.Equal([Some.Episode()], restarted.On(Some.Web));
        Assert.Equal("a-1", Assert.Single(restarted.Actions()).Id);
    }

    [Fact]
    public void A_change_that_changes_nothing_is_not_written()
    {
        var store = new MemoryLedgerStore();
        new Ledger(store).Commit(() => new LedgerChange());

        Assert.Empty(store.Saved);
    }

    [Fact]
    public void Actions_come_newest_first_and_each_once()
    {
        var ledger = new Ledger(new MemoryLedgerStore());
        ledger.Commit(() => new LedgerChange { Actions = [Some.Action(), Some.Action(id: "a-2") with { IntendedAt = Some.Noon.AddMinutes(1) }] });
        ledger.Commit(() => new LedgerChange { Actions = [Some.Action(ActionState.Done)] });

        Assert.Equal([("a-2", ActionState.Intended), ("a-1", ActionState.Done)], ledger.Actions().Select(action => (action.Id, action.State)));
    }

    [Fact]
    public void Only_a_delete_for_this_very_object_that_was_not_refused_makes_its_end_ours()
    {
        Assert.True(WithDelete(ActionState.Done).WasDeletedByUs(Some.Episode()));
        Assert.False(WithDelete(ActionState.Refused).WasDeletedByUs(Some.Episode()));
        Assert.False(WithDelete(ActionState.Done).WasDeletedByUs(Some.Episode() with { Uid = "another" }));
        Assert.True(WithDelete(ActionState.Done).WasDeletedByUs(Some.Episode(place: "elsewhere", policy: "other")));
        Assert.False(new Ledger(new MemoryLedgerStore()).WasDeletedByUs(Some.Episode()));
    }

    [Theory]
    [InlineData("Intended")]
    [InlineData("Unknown")]
    public void The_watch_may_tell_of_our_delete_before_its_outcome_is_written_down(string state)
    {
        Assert.True(WithDelete(Enum.Parse<ActionState>(state)).WasDeletedByUs(Some.Episode()));
    }

    [Fact]
    public void What_we_deleted_is_contained_and_violates_no_more()
    {
        var contained = Some.Episode() with { State = EpisodeState.Contained };

        Assert.False(WithDelete(ActionState.Done).Violates(contained));
        Assert.True(new Ledger(new MemoryLedgerStore()).Violates(contained));
        Assert.True(new Ledger(new MemoryLedgerStore()).Violates(Some.Episode()));
        Assert.False(new Ledger(new MemoryLedgerStore()).Violates(Some.Episode() with { State = EpisodeState.Resolved }));
    }

    [Fact]
    public void What_is_closed_is_read_from_the_store_only_when_it_is_asked_for()
    {
        var store = new MemoryLedgerStore();
        var ledger = new Ledger(store);
        var closed = Some.Episode().Warned(2, Some.Noon) with { State = EpisodeState.Resolved, ClosedAt = Some.Noon };
        ledger.Commit(() => new LedgerChange { Episodes = [Some.Episode(), Some.Episode("other")] });
        ledger.Commit(() => new LedgerChange { Episodes = [closed] });

        Assert.Equal([Some.Episode("other")], ledger.Alive());
        Assert.Equal([Some.Episode("other")], ledger.FoundAt("image-repo", Some.Web));
        Assert.Equal([Some.Episode("other")], ledger.On(Some.Web));
        Assert.Equal(closed, ledger.Find(closed.Key));
        Assert.Equal([closed], ledger.In(EpisodeState.Resolved));
    }

    [Fact]
    public void A_verdict_gets_the_closed_episode_of_what_it_finds_again_and_no_other()
    {
        var ledger = new Ledger(new MemoryLedgerStore());
        var closed = Some.Episode().Warned(2, Some.Noon) with { State = EpisodeState.Withdrawn, ClosedAt = Some.Noon };
        var other = Some.Episode("elsewhere") with { State = EpisodeState.Resolved };
        ledger.Commit(() => new LedgerChange { Episodes = [closed, other, Some.Episode("open")] });

        Assert.Equal([Some.Episode("open"), closed], ledger.KnownFor(Some.Verdict(Some.Finding(), Some.Finding(), Some.Finding("open"))));
        Assert.Equal([Some.Episode("open")], ledger.KnownFor(Some.Verdict()));
    }

    [Fact]
    public void What_was_closed_below_an_object_is_known_when_it_is_found_there_again()
    {
        var ledger = new Ledger(new MemoryLedgerStore());
        var pod = new ObjectKey("", "Pod", "shop", "web-1");
        var verdict = Some.Verdict() with { InChildren = [new ChildFinding(pod, HasOthers: false, IsLeaving: false, Some.Finding())] };
        var closed = Some.Episode() with { Key = verdict.KeyOf(verdict.InChildren[0]), State = EpisodeState.Resolved };
        ledger.Commit(() => new LedgerChange { Episodes = [closed] });

        Assert.Equal([closed], ledger.KnownFor(verdict));
    }

    [Fact]
    public void Nothing_is_asked_of_the_store_while_nothing_of_a_policy_was_ever_closed()
    {
        var store = new MemoryLedgerStore();
        var ledger = new Ledger(store);
        ledger.Commit(() => new LedgerChange { Episodes = [Some.Episode(policy: "other") with { State = EpisodeState.Resolved }] });
        var before = store.Finds;

        ledger.Commit(() => new LedgerChange { Episodes = ledger.KnownFor(Some.Verdict(Some.Finding())).Count == 0 ? [Some.Episode()] : [] });

        Assert.Equal(before, store.Finds);
        Assert.Single(ledger.Alive());
    }

    [Fact]
    public void What_was_found_elsewhere_is_known_at_both_objects_until_it_is_closed()
    {
        var ledger = new Ledger(new MemoryLedgerStore());
        var report = Some.Web with { Kind = "Report", Name = "r" };
        var found = Some.Episode() with { Key = Some.Episode().Key with { Source = report } };
        ledger.Commit(() => new LedgerChange { Episodes = [found, Some.Episode()] });

        Assert.True(ledger.KnowsAbout(report) && ledger.KnowsAbout(Some.Web));
        Assert.Equal([Some.Episode(), found], ledger.On(Some.Web));
        Assert.Empty(ledger.On(report));
        Assert.Equal([found], ledger.RestingOn(report));
        Assert.Equal([found], ledger.FoundAt("image-repo", report));

        ledger.Commit(() => new LedgerChange { Episodes = [found with { State = EpisodeState.Resolved }] });
        Assert.False(ledger.KnowsAbout(report));
        Assert.Equal([Some.Episode()], ledger.On(Some.Web));
    }

    [Fact]
    public void Counts_go_with_every_change_as_if_they_were_made_anew()
    {
        var store = new MemoryLedgerStore();
        var ledger = new Ledger(store);
        var random = new Random(5);
        for (var i = 0; i < 500; i++)
        {
            var policy = $"p{random.Next(3)}";
            var episode = Some.Episode($"place-{random.Next(4)}", policy) with
            {
                State = (EpisodeState)random.Next(4),
                Severity = (Sdk.Authoring.Severity)random.Next(3),
                AcceptedWarnings = random.Next(2),
            };
            ledger.Commit(() => new LedgerChange { Episodes = random.Next(5) == 0 ? [episode with { State = EpisodeState.Open }, episode] : [episode] });
        }

        var anew = new Ledger(store);
        Assert.Equal(anew.CountStates().Order(Comparer), ledger.CountStates().Order(Comparer));
        Assert.Equal(anew.ViolationsByPolicy().OrderBy(pair => pair.Key), ledger.ViolationsByPolicy().OrderBy(pair => pair.Key));
        Assert.Equal(anew.ViolationsByNamespace().OrderBy(pair => pair.Key), ledger.ViolationsByNamespace().OrderBy(pair => pair.Key));
        Assert.Equal(ledger.Alive().Count(), ledger.ViolationsByPolicy().Values.Sum());
        Assert.Equal(12, ledger.CountStates().Sum(count => count.Count));
    }

    [Fact]
    public void What_we_deleted_is_not_counted_as_a_violation()
    {
        var ledger = WithDelete(ActionState.Done);
        ledger.Commit(() => new LedgerChange { Episodes = [Some.Episode() with { State = EpisodeState.Contained }, Some.Episode("other")] });

        Assert.Equal(1, Assert.Single(ledger.ViolationsByPolicy()).Value);
        Assert.Equal(KeyValuePair.Create(("shop", Sdk.Authoring.Severity.High), 1), Assert.Single(ledger.ViolationsByNamespace()));
    }

    [Fact]
    public void Actions_whose_outcome_is_known_are_settled()
    {
        var ledger = new Ledger(new MemoryLedgerStore());
        ledger.Commit(() => new LedgerChange
        {
            Actions = [Some.Action(ActionState.Unknown), Some.Action(id: "a-2"), Some.Action(ActionState.Refused, id: "a-3")],
        });
        Assert.Equal(["a-2", "a-1"], ledger.UnsettledActions().Select(action => action.Id));

        ledger.Commit(() => new LedgerChange { Actions = [Some.Action(ActionState.Done)] });

        Assert.Equal(("a-2", 1), (Assert.Single(ledger.UnsettledActions()).Id, ledger.ActionsDone));
    }

    [Fact]
    public void A_delete_that_turns_out_to_be_refused_was_none()
    {
        var ledger = WithDelete(ActionState.Unknown);
        ledger.Commit(() => new LedgerChange { Actions = [Some.Action(verb: ActionVerb.Delete) with { State = ActionState.Refused }] });

        Assert.False(ledger.WasDeletedByUs(Some.Episode()));
    }

    private static readonly Comparer<EpisodeCount> Comparer = Comparer<EpisodeCount>.Create((one, other) =>
        string.CompareOrdinal($"{one}", $"{other}"));

    private static Ledger WithDelete(ActionState state)
    {
        var ledger = new Ledger(new MemoryLedgerStore());
        ledger.Commit(() => new LedgerChange { Actions = [Some.Action(verb: ActionVerb.Delete) with { State = state }] });
        return ledger;
    }
}
