using K8GuardScript.Sdk.Fields;

namespace K8GuardScript.Sdk.Tests.Fields;

public sealed class TextTests
{
    private readonly Text absent = new(null);
    private readonly Text image = new("registry.example.com/web");

    [Fact]
    public void Every_comparison_with_an_absent_text_is_false()
    {
        Assert.False(absent.StartsWith("") || absent.EndsWith("") || absent.Contains("") || absent.Is("", "x"));
        Assert.False(absent == "");
        Assert.False(absent == default(Text));
        Assert.True(absent != default(Text));
        Assert.False(absent.Exists);
        Assert.True(absent.IsEmpty);
        Assert.Equal(0, absent.Length);
    }

    [Fact]
    public void An_absent_text_is_null_and_shows_as_nothing()
    {
        string? converted = absent;

        Assert.Null(converted);
        Assert.True(absent == null);
        Assert.False(image == null);
        Assert.True(image != null);
        Assert.Equal("[]", $"[{absent}]");
    }

    [Fact]
    public void Comparisons_are_ordinal()
    {
        Assert.True(image.StartsWith("registry.") && image.EndsWith("/web") && image.Contains("example"));
        Assert.False(image.StartsWith("REGISTRY."));
        Assert.False(new Text("a\u0000").EndsWith("a"));
        Assert.True(image == "registry.example.com/web" && "registry.example.com/web" == image);
        Assert.True(image == new Text("registry.example.com/web"));
        Assert.True(image.Is("x", "registry.example.com/web"));
        Assert.False(image.Is());
    }

    [Theory]
    [InlineData("registry.example.com/web")]
    [InlineData("größe")]
    [InlineData("🐳 whale")]
    [InlineData("")]
    public void A_text_reads_the_same_whether_it_is_shared_or_kept_with_its_object(string value)
    {
        var shared = new Text(value);
        var kept = Some.Object($$"""{"other":"{{value}}"}""").Root["other"].Text;

        Assert.True(kept == value && kept == shared && shared == kept && kept.Equals(shared) && shared.Equals(kept));
        Assert.Equal((value, value.Length, shared.GetHashCode()), (kept.ToString(), kept.Length, kept.GetHashCode()));
        Assert.Equal(shared.IsEmpty, kept.IsEmpty);
        Assert.False(kept == value + "x" || kept == null || kept == default(Text) || kept == new Text(value + "ü"));
        foreach (var part in new[] { "", "r", "g", "größe", "\ud83d", "\udc33", "whale", "web", "ö", value })
        {
            Assert.Equal(value.StartsWith(part, StringComparison.Ordinal), kept.StartsWith(part));
            Assert.Equal(value.EndsWith(part, StringComparison.Ordinal), kept.EndsWith(part));
            Assert.Equal(value.Contains(part, StringComparison.Ordinal), kept.Contains(part));
            Assert.Equal(value == part, kept == part);
        }
    }
}
