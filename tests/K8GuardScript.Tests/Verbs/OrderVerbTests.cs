using K8GuardScript.Http;
using K8GuardScript.Verbs;

namespace K8GuardScript.Tests.Verbs;

public sealed class OrderVerbTests
{
    [Theory]
    [InlineData(true, "paused: why; `k8guard resume` ends it")]
    [InlineData(false, "paused: why: `k8guard resume` lifts this order, and can't end that: take it out yourself too")]
    public void A_pause_that_no_order_ends_is_not_said_to_be_ended_by_one(bool resumeEnds, string expected) => Assert.Equal(
        expected, PauseVerb.Text(new GuardStateAnswer("", "act", "why", resumeEnds, null, null, null, [], new Dictionary<string, int>(), 0)));

    [Theory]
    [InlineData("", "", "", "refused  deadbeef: there is no such action")]
    [InlineData("Deployment", "shop", "web", "refused  Deployment shop/web (deadbeef): there is no such action")]
    [InlineData("Namespace", "", "shop", "refused  Namespace shop (deadbeef): there is no such action")]
    public void Each_line_of_an_undo_names_the_action(string kind, string ns, string name, string expected) =>
        Assert.Equal(expected, UndoVerb.Line(new UndoItemAnswer("deadbeef", kind, ns, name, "refused", "there is no such action")));

    [Fact]
    public void Nothing_to_undo_is_said()
    {
        Assert.StartsWith("nothing to undo", UndoVerb.Summary(new UndoAnswer("o", true, [])), StringComparison.Ordinal);
        Assert.Equal("undid 0 of 1", UndoVerb.Summary(new UndoAnswer("o", true, [new UndoItemAnswer("a", "", "", "", "refused", "")])));
    }
}
