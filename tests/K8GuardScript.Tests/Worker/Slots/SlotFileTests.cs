using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Policies;
using K8GuardScript.Worker.Slots;

namespace K8GuardScript.Tests.Worker.Slots;

public sealed class SlotFileTests : IDisposable
{
    private static readonly ObjectKey Web = new("apps", "Deployment", "shop", "web");
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_ran_when_the_process_ended_is_read_by_the_next_one()
    {
        using (var file = Open())
        {
            var slot = file.Take();
            slot.Enter(Some.Policy("image-repo", "abcdef012345"), Web);
        }

        using var next = Open();
        Assert.Equal([new RunMark("image-repo", "abcdef012345", "Deployment shop/web")], next.LeftOver);
    }

    [Fact]
    public void What_was_done_is_not_suspected()
    {
        using (var file = Open())
        {
            var slot = file.Take();
            slot.Enter(Some.Policy("image-repo", "abcdef012345"), Web);
            slot.Leave();
            slot.Enter("image-repo.csx", "0123");
            slot.Leave();
        }

        using var next = Open();
        Assert.Empty(next.LeftOver);
    }

    [Fact]
    public void A_body_is_told_by_its_file()
    {
        using (var file = Open())
        {
            var slot = file.Take();
            slot.Enter(Some.Policy("image-repo", "abcdef012345"), Web);
            slot.Enter("image-repo.csx", "0123");
        }

        using var next = Open();
        Assert.Equal([new RunMark("image-repo.csx", "0123", "")], next.LeftOver);
    }

    [Fact]
    public void Names_that_do_not_fit_are_left_out_and_harm_nothing()
    {
        using (var file = Open())
        {
            var slot = file.Take();
            slot.Enter(Some.Policy("image-repo", "abcdef012345"), Web with { Name = new string('ü', 5000) });
        }

        using var next = Open();
        Assert.Equal(("image-repo", "abcdef012345"), (Assert.Single(next.LeftOver).Name, next.LeftOver[0].Version));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(5000)]
    public void A_file_of_something_else_suspects_nobody(int length)
    {
        File.WriteAllBytes(folder.At("slots"), [.. Enumerable.Range(0, length).Select(i => (byte)(i * 37))]);

        using var file = Open();

        Assert.Empty(file.LeftOver);
    }

    private SlotFile Open() => SlotFile.Open(folder.At("slots"));
}
