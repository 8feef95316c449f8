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
}
