using K8GuardScript.Sdk.Fields;
using K8GuardScript.Sdk.Registration;
using K8GuardScript.Sdk.Views;

namespace K8GuardScript.Sdk.Tests.Registration;

public sealed class LabelTermsTests
{
    [Fact]
    public void Pairs_are_sorted_and_equal_in_any_order()
    {
        var terms = LabelTerms.Of(Selector("""{"b":"2","a":"1"}"""));

        Assert.Equal("a=1,b=2", terms!.ToString());
        Assert.Equal(terms, LabelTerms.Of(Selector("""{"a":"1","b":"2"}""")));
        Assert.Equal(terms.GetHashCode(), LabelTerms.Of(Selector("""{"a":"1","b":"2"}"""))!.GetHashCode());
        Assert.NotEqual(terms, LabelTerms.Of(Selector("""{"a":"1","b":"3"}""")));
        Assert.NotEqual(terms, LabelTerms.Of(Selector("""{"a":"1"}""")));
    }

    [Fact]
    public void What_is_no_label_narrows_nothing()
    {
        Assert.Null(LabelTerms.Of(default));
        Assert.Null(LabelTerms.Of(Selector("{}")));
        Assert.Null(LabelTerms.Of(Selector("""{"a":1,"b":null,"c":{}}""")));
        Assert.Null(LabelTerms.Of(Selector($$"""{"a":"{{new string('x', LabelTerms.MaxValue + 1)}}"}""")));
        Assert.Equal("a=1", LabelTerms.Of(Selector("""{"a":"1","b":null}"""))!.ToString());
    }

    [Fact]
    public void Of_very_many_pairs_the_first_by_key_count()
    {
        var many = string.Join(',', Enumerable.Range(10, 50).Reverse().Select(number => $"\"k{number}\":\"v\""));

        Assert.Equal("k10=v,k11=v,k12=v,k13=v,k14=v,k15=v,k16=v,k17=v", LabelTerms.Of(Selector($"{{{many}}}"))!.ToString());
    }

    [Theory]
    [InlineData("""{"a":"1","b":"2","c":"3"}""", true)]
    [InlineData("""{"a":"1"}""", false)]
    [InlineData("""{"a":"1","b":"3"}""", false)]
    [InlineData("""{"a":1,"b":"2"}""", false)]
    [InlineData("""{"a":"1","b":null}""", false)]
    [InlineData("{}", false)]
    [InlineData("[]", false)]
    public void All_pairs_must_be_there(string labels, bool matches)
    {
        var terms = LabelTerms.Of(Selector("""{"a":"1","b":"2"}"""))!;

        Assert.Equal(matches, terms.Matches(Some.Object($$"""{"metadata":{"labels":{{labels}} } }""")));
    }

    [Fact]
    public void An_object_without_labels_has_none_of_them() => Assert.False(LabelTerms.Of(Selector("""{"a":""}"""))!.Matches(Some.Object("{}")));

    private static TextMap Selector(string json) =>
        View<Service>($$"""{"spec":{"selector":{{json}} } }""").Spec.Selector;

    private static T View<T>(string json)
        where T : struct, IKind<T> => T.From(Some.Object(json).Root);
}
