namespace K8GuardScript.Sdk.Tests.Api;

public sealed class ApiListTests
{
    private const string Update = "K8GUARD_UPDATE_API";

    [Fact]
    public void Every_public_signature_is_listed()
    {
        var file = Path.Combine(Repository(), "docs", "api.txt");
        var lines = ApiList.Of(typeof(Entry).Assembly);
        if (Environment.GetEnvironmentVariable(Update) == "1") File.WriteAllLines(file, lines);

        var listed = File.ReadAllLines(file);
        var missing = lines.Except(listed).Select(line => $"+ {line}");
        var gone = listed.Except(lines).Select(line => $"- {line}");
        var differences = string.Join(Environment.NewLine, missing.Concat(gone).Take(40));
        Assert.True(differences.Length == 0, $"docs/api.txt is not up to date; run this test with {Update}=1:{Environment.NewLine}{differences}");
        Assert.Equal(lines, listed);
    }

    private static string Repository()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "K8GuardScript.sln"))) at = at.Parent!;
        return at.FullName;
    }
}
