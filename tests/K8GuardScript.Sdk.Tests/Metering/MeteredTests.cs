using System.Text.RegularExpressions;
using K8GuardScript.Sdk.Metering;

namespace K8GuardScript.Sdk.Tests.Metering;

/// <summary>What stands in for the base library gives what the base library gives.</summary>
public sealed class MeteredTests
{
    [Fact]
    public void Texts_are_put_together_alike()
    {
        string[] parts = ["a", null!, "", "c"];

        Assert.Equal("ab", Metered.Concat("a", "b"));
        Assert.Equal("ac", Metered.Concat("a", null, "c"));
        Assert.Equal(string.Concat(parts), Metered.Concat(parts));
        Assert.Equal(string.Join("--", parts), Metered.Join("--", parts));
        Assert.Equal(string.Join('-', parts), Metered.Join('-', parts));
        Assert.Equal(string.Join(null, parts), Metered.Join(null, parts));
        Assert.Equal("1, 2, 3", Metered.Join(", ", new List<int> { 1, 2, 3 }));
        Assert.Equal("", Metered.Join(", ", new List<string>()));
        Assert.Equal("a,,b", Metered.Join(",", new List<string?> { "a", null, "b" }));
        Assert.Equal("xxx", Metered.NewString('x', 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => Metered.NewString('x', -1));
        Assert.Null(Metered.Show<int?>(null));
        Assert.Equal("1", Metered.Show(1));
    }

    [Fact]
    public void Interpolated_texts_are_put_together_alike()
    {
        var (text, number, none) = ("t", 1234.5, (int?)null);

        Assert.Equal(
            FormattableString.Invariant($"a{text,4}b{text,-4}c{number:F2}d{number,10:N0}e{none}f{none,3}g{'x'}h{true}{{}}"),
            Metered.Text($"a{text,4}b{text,-4}c{number:F2}d{number,10:N0}e{none}f{none,3}g{'x'}h{true}{{}}"));
        Assert.Equal("[span]", Metered.Text($"[{text.AsSpan()}{"span"[1..].AsSpan()}]").Replace("tpan", "span", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("aXbXc", "X", "--")]
    [InlineData("aXbXc", "X", "")]
    [InlineData("aXbXc", "X", null)]
    [InlineData("XXXX", "XX", "XXX")]
    [InlineData("", "X", "Y")]
    [InlineData("abc", "abcd", "x")]
    public void Parts_are_replaced_alike(string text, string part, string? by)
    {
        Assert.Equal(text.Replace(part, by, StringComparison.Ordinal), text.ReplaceMetered(part, by));
    }

    [Fact]
    public void What_the_base_library_refuses_is_refused_alike()
    {
        Assert.Throws<ArgumentException>(() => "a".ReplaceMetered("", "x"));
        Assert.Throws<ArgumentNullException>(() => "a".ReplaceMetered(null!, "x"));
        Assert.Throws<ArgumentNullException>(() => Metered.Join(",", (IEnumerable<int>)null!));
        Assert.Throws<NullReferenceException>(() => ((string)null!).LinearMetered());
        Assert.Throws<ArgumentNullException>(() => new List<int>(Metered.Ticking<int>(null!)));
    }

    [Fact]
    public void Lists_are_searched_and_sorted_alike()
    {
        var words = new List<string> { "b", "a", "c", "a" };

        Assert.True(words.ContainsMetered("c"));
        Assert.False(words.ContainsMetered("d"));
        Assert.Equal((1, 3, -1), (words.IndexOfMetered("a"), words.LastIndexOfMetered("a"), words.IndexOfMetered("d")));
        Assert.True(words.RemoveMetered("a"));
        Assert.False(words.RemoveMetered("d"));
        Assert.Equal(["b", "c", "a"], words);
        words.SortMetered();
        Assert.Equal(["a", "b", "c"], words);
        words.SortMetered((x, y) => string.CompareOrdinal(y, x));
        Assert.Equal(["c", "b", "a"], words);
        words.SortMetered(StringComparer.Ordinal);
        Assert.Equal(["a", "b", "c"], words);
        Assert.True(((ICollection<string>)new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "A" }).ContainsMetered("a"));
        Assert.Equal(1, Metered.IndexOf(["x", "y"], "y"));
        Assert.Equal(2, Metered.LastIndexOf(["y", "x", "y"], "y"));
    }

    [Fact]
    public void Patterns_match_alike()
    {
        const string Text = "one=1 two=22 three=333";

        Assert.Equal("one:1 two:22 three:333", Metered.Replace(Text, @"(\w+)=(\d+)", "$1:$2"));
        Assert.Equal(["one=1", "two=22", "three=333"], Metered.Split(Text, " "));
        Assert.Equal(3, Metered.Matches(Text, @"\d+").Count);
        Assert.Equal("22", Metered.Match(Text, @"two=(?<n>\d+)").Groups["n"].Value);
        Assert.True(Metered.IsMatch(Text, "TWO", RegexOptions.IgnoreCase));
        Assert.Equal("333", Metered.NewRegex(@"\d+").MatchMetered(Text).NextMatchMetered().NextMatchMetered().Value);
        Assert.Equal("[one]=1 [two]=22 [three]=333", Metered.Replace(Text, "[a-z]+", match => $"[{match.Value}]"));
    }

    [Theory]
    [InlineData("^(a+)+$", true)]
    [InlineData(@"(a)\1", false)]
    [InlineData("(?=a)b", false)]
    [InlineData("((a{1,200}){1,200}){1,200}", false)]
    public void Patterns_do_not_back_track_where_they_need_not_and_all_have_a_time_out(string pattern, bool linear)
    {
        var regex = Metered.NewRegex(pattern);

        Assert.Equal(linear, regex.Options.HasFlag(RegexOptions.NonBacktracking));
        Assert.Equal(PatternCache.Longest, regex.MatchTimeout);
        Assert.True(regex.Options.HasFlag(RegexOptions.CultureInvariant));
    }

    [Theory]
    [InlineData(RegexOptions.Compiled)]
    [InlineData(RegexOptions.ECMAScript)]
    [InlineData(RegexOptions.RightToLeft)]
    [InlineData(RegexOptions.NonBacktracking)]
    public void Every_option_is_taken_and_none_makes_code(RegexOptions options)
    {
        Assert.False(Metered.NewRegex("a", options).Options.HasFlag(RegexOptions.Compiled));
    }

    [Fact]
    public void A_replacement_is_never_the_whole_text()
    {
        Assert.Throws<ArgumentException>(() => Metered.Replace("aaa", "a", "$_"));
    }

    [Theory]
    [InlineData("F2", true)]
    [InlineData("D999", true)]
    [InlineData("D1000", false)]
    [InlineData("yyyy-MM-dd'T'HH:mm:ss", true)]
    [InlineData("P0001", false)]
    public void A_format_names_no_large_number(string format, bool fits)
    {
        if (fits) Assert.Equal(format, Metered.Format(format));
        else Assert.Throws<FuelExhaustedException>(() => Metered.Format(format));
    }
}
