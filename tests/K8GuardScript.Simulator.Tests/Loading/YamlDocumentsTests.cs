using K8GuardScript.Simulator.Loading;

namespace K8GuardScript.Simulator.Tests.Loading;

public sealed class YamlDocumentsTests
{
    [Fact]
    public void Documents_anchors_merges_and_odd_keys_become_JSON()
    {
        var documents = YamlDocuments.Read("""
            # nothing but a comment
            ---
            base: &base {image: a, tag: "1"}
            use:
              <<: *base
              tag: "2"
            host: "*.example.com"
            on: x
            1: y
            ---
            - *later
            """.Replace("*later", "[]", StringComparison.Ordinal), out var problem);

        Assert.Null(problem);
        Assert.Equal(2, documents.Count);
        Assert.Equal("""{"base":{"image":"a","tag":"1"},"use":{"tag":"2","image":"a"},"host":"*.example.com","true":"x","1":true}""",
            documents[0].Root!.ToJsonString());
        Assert.Equal(3, documents[0].Line);
    }

    [Theory]
    [InlineData("a: 1\nb: *gone\n", 2)]
    [InlineData("a: 1\na: 2\n", 2)]
    [InlineData("a: [1, 2\n", 2)]
    [InlineData("a:\n  b: 1\n c: 2\n", 3)]
    [InlineData("? [a]\n: 1\n", 1)]
    [InlineData("a: .inf\n", 1)]
    [InlineData("a: [1, 2\nb: }\n", 1)]
    public void What_is_wrong_is_reported_with_its_line(string text, long line)
    {
        YamlDocuments.Read(text, out var problem);
        Assert.Equal(line, problem!.Line);
        Assert.NotEqual(0, problem.Column);
    }

    [Fact]
    public void A_bomb_of_anchors_is_refused()
    {
        var lines = new List<string> { "a0: &a0 [x, x, x, x, x, x, x, x, x, x]" };
        for (var i = 1; i < 12; i++) lines.Add($"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]");
        YamlDocuments.Read(string.Join('\n', lines), out var problem);
        Assert.NotNull(problem);
    }

    [Fact]
    public void Bottomless_nesting_is_refused()
    {
        YamlDocuments.Read(new string('[', 100_000), out var problem);
        Assert.NotNull(problem);
    }
}
