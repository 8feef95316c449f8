using K8GuardScript.Http;

namespace K8GuardScript.Tests.Http;

public sealed class FilterWordsTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("open")]
    [InlineData("OPEN")]
    public void Known_words_in_any_case_and_no_word_pass(string? value)
    {
        Assert.Null(FilterWords.Problem("state", value, ["open", "contained"]));
    }

    [Theory]
    [InlineData("opn")]
    [InlineData("")]
    public void Any_other_word_is_told_with_those_that_exist(string value)
    {
        Assert.Equal($"`state` is `{value}`: expected one of open, contained", FilterWords.Problem("state", value, ["open", "contained"]));
    }
}
