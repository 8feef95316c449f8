using K8GuardScript.Core.Actions;
using K8GuardScript.Http;
using K8GuardScript.Terminal;

namespace K8GuardScript.Tests.Terminal;

public sealed class ExplainTextTests
{
    [Fact]
    public void An_object_that_violates_nothing_is_told_with_each_action_who_wanted_it_and_its_undo()
    {
        var stop = Some.Action(Some.Episode(), "a-1") with { State = ActionState.Done };
        var undo = stop with
        {
            Id = "a-2",
            Undoes = "a-1",
            Cause = ActionCause.Undo,
            By = "a\u001bda",
            Outcome = "scaled back to 3",
            IntendedAt = Some.Noon.AddHours(1),
        };
        var night = stop with { Id = "a-3", Cause = ActionCause.Schedule, Run = "r-9", Policy = "sleep", IntendedAt = Some.Noon.AddHours(2) };
        var refused = undo with { Id = "a-4", Undoes = "a-3", State = ActionState.Refused, Note = "changed", IntendedAt = Some.Noon.AddHours(3) };

        var text = ExplainText.Of(
            new ExplainPage([], 0, [.. ((ActionRecord[])[refused, night, undo, stop]).Select(one => ActionAnswer.Of(one, null))]), "deploy/shop/web");

        Assert.Equal(
            """
            `deploy/shop/web` violates nothing that the guard knows of
              done     2026-11-24 15:00:00Z scaled back to 3: refused, changed (a-4), to undo a-3, by a da
              done     2026-11-24 14:00:00Z scaled to 0: done (a-3), by a schedule of policy sleep, run r-9
              done     2026-11-24 13:00:00Z scaled back to 3: done (a-2), to undo a-1, by a da
              done     2026-11-24 12:00:00Z scaled to 0: done (a-1), by policy image-repo, undone 2026-11-24 13:00:00Z by a da (a-2)

            """.ReplaceLineEndings("\n"),
            text);
    }
}
