using K8GuardScript.Core.Notify;
using K8GuardScript.Core.Tests.Doubles;
using K8GuardScript.Core.Tests.Notify;

namespace K8GuardScript.Core.Tests.Parity;

/// <summary>What K8Guard's channels broke, and what goes on here.</summary>
public sealed class ChannelTests : IDisposable
{
    private readonly SwitchedChannel teams = new("pay-teams");
    private readonly SwitchedChannel platform = new("platform");
    private readonly TellingWorld telling;

    public ChannelTests()
    {
        telling = new TellingWorld(null, null, teams, platform).Reads("pay-teams", "platform");
        telling.World.Remembers(Some.Episode());
    }

    public void Dispose() => telling.Dispose();

    [Fact]
    public async Task A_channel_that_fails_ends_neither_the_program_nor_another_channel()
    {
        platform.Down = new InvalidOperationException("unlock of a lock that is not held");

        await telling.TurnAsync();

        Assert.Single(teams.Sent);
        Assert.Equal(1, telling.Episode.AcceptedWarnings);
    }

    [Fact]
    public async Task What_no_channel_accepted_does_not_count_and_is_sent_once_one_does()
    {
        teams.Down = platform.Down = new ChannelException("the mail server is away");
        await telling.TurnAsync();
        Assert.Equal(0, telling.Episode.AcceptedWarnings);

        teams.Down = platform.Down = null;
        await telling.TurnAsync(TimeSpan.FromMinutes(10));

        Assert.Equal(1, telling.Episode.AcceptedWarnings);
    }

    [Fact]
    public async Task All_that_one_owner_is_owed_is_one_message()
    {
        telling.World.Remembers(Some.Episode("second"));
        telling.World.Remembers(Some.Episode("third"));

        await telling.TurnAsync();

        Assert.Equal(3, teams.Places.Distinct().Count());
        Assert.Single(teams.Sent);
    }
}
