using K8GuardScript.Core.Evaluate;

namespace K8GuardScript.Core.Tests.Evaluate;

public sealed class VerdictTests
{
    [Theory]
    [InlineData(nameof(VerdictResult.Passed), false, "passed")]
    [InlineData(nameof(VerdictResult.Violated), false, "violated")]
    [InlineData(nameof(VerdictResult.Passed), true, "unknown")]
    [InlineData(nameof(VerdictResult.Violated), true, "unknown")]
    [InlineData(nameof(VerdictResult.Faulted), true, "faulted")]
    public void What_rests_on_a_look_up_without_an_answer_is_neither_passed_nor_violated(string result, bool incomplete, string word)
    {
        Assert.Equal(word, (Some.Verdict() with { Result = Enum.Parse<VerdictResult>(result), Incomplete = incomplete }).Word());
    }
}
