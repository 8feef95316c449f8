using System.CommandLine;
using K8GuardScript.Verbs;

namespace K8GuardScript.Tests.Verbs;

public sealed class NewVerbTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_policy_and_its_cases_are_written()
    {
        Assert.Equal(0, await Run("my-policy", "--kind", "namespace"));

        Assert.StartsWith("Policy(\"my-policy\"", File.ReadAllText(At("my-policy.csx")));
        Assert.Contains("ResourceQuota", File.ReadAllText(At("my-policy.cases.yaml")));
    }

    [Theory]
    [InlineData("My-Policy")]
    [InlineData("../my-policy")]
    [InlineData("_library")]
    [InlineData("")]
    public async Task What_can_not_be_an_id_is_refused(string name)
    {
        Assert.Equal(CommandLine.WrongUsage, await Run(name));

        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Theory]
    [InlineData("my-policy.csx")]
    [InlineData("my-policy.cases.yaml")]
    public async Task What_is_there_already_is_never_written_over(string file)
    {
        folder.Write(file, "mine");

        Assert.Equal(CommandLine.WrongUsage, await Run("my-policy"));

        Assert.Equal("mine", File.ReadAllText(At(file)));
        Assert.Single(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task An_unknown_kind_of_rule_is_refused() => Assert.Equal(CommandLine.WrongUsage, await Run("my-policy", "--kind", "pods"));

    private Task<int> Run(params string[] args) =>
        CommandLine.InvokeAsync(new RootCommand { NewVerb.Create() }, ["new", .. args, "--policies", folder.Path]);

    private string At(string file) => Path.Combine(folder.Path, file);
}
