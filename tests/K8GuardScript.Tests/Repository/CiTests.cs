using System.Text.RegularExpressions;

namespace K8GuardScript.Tests.Repository;

public sealed class CiTests
{
    [Fact]
    public void CI_runs_exactly_the_test_command_of_the_README()
    {
        var tests = RepositoryRoot.Read("README.md").Split("## Tests")[1];
        var command = Regex.Match(tests, @"```\n(.+)\n```").Groups[1].Value;

        Assert.Equal("dotnet test", command);
        Assert.Contains($"\n{command}\n", RepositoryRoot.Read(".ci/run"), StringComparison.Ordinal);
    }
}
