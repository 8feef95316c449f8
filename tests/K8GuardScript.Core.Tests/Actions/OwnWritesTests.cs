using K8GuardScript.Core.Actions;

namespace K8GuardScript.Core.Tests.Actions;

public sealed class OwnWritesTests
{
    private readonly OwnWrites writes = new();

    [Theory]
    [InlineData("99", true)]
    [InlineData("999", true)]
    [InlineData("1000", false)]
    [InlineData("1001", false)]
    [InlineData("10000", false)]
    public void What_is_older_than_our_change_is_outdated(string version, bool outdated)
    {
        writes.Changed(Some.Web, "uid-web", "1000");

        Assert.Equal(outdated, writes.Outdates(Some.Web, Some.Deployment(version: version)));
    }

    [Fact]
    public void Every_version_of_what_we_deleted_is_outdated_but_not_its_successor()
    {
        writes.Deleted(Some.Web, "uid-web");

        Assert.True(writes.Outdates(Some.Web, Some.Deployment(version: "99999")));
        Assert.False(writes.Outdates(Some.Web, Some.Deployment(uid: "uid-2")));
    }

    [Fact]
    public void What_we_never_wrote_is_never_outdated()
    {
        writes.Changed(Some.Web, "uid-web", "1000");

        Assert.False(writes.Outdates(Some.Web with { Name = "api" }, Some.Deployment(version: "1")));
    }
}
