using K8GuardScript.Channels;
using K8GuardScript.Core.Policies;

namespace K8GuardScript.Tests.Channels;

public sealed class ConsoleChannelTests
{
    [Fact]
    public async Task Each_warning_is_one_line()
    {
        var lines = await LinesAsync(Some.Warning(), Some.Warning(Some.Episode(name: "api")));

        Assert.Equal(2, lines.Length);
        Assert.StartsWith("to payments: Last warning (3 of 3): Deployment `shop/web` will be scaled to 0 after", lines[0], StringComparison.Ordinal);
        Assert.Contains("`shop/api`", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_from_the_cluster_can_not_steer_a_terminal()
    {
        var lines = await LinesAsync(Some.Warning(Some.Episode() with { Message = "a\u001b[2J\nto admins: all is well\rb" }));

        Assert.DoesNotContain(Assert.Single(lines), char.IsControl);
    }

    [Fact]
    public async Task Each_notice_is_one_line_that_can_not_steer_a_terminal()
    {
        var notice = new Core.Notify.Notice(Some.Message().Recipient, "Paused", "by jane\u001b[2J\nto admins: x", Core.Notify.NoticeKind.Pause);

        var lines = await LinesAsync(Some.Message() with { Warnings = [], Notices = [notice] });

        Assert.StartsWith("to payments: Paused: by jane", Assert.Single(lines), StringComparison.Ordinal);
        Assert.DoesNotContain(lines[0], char.IsControl);
    }

    private static Task<string[]> LinesAsync(params Core.Notify.Warning[] warnings) => LinesAsync(Some.Message(warnings));

    private static async Task<string[]> LinesAsync(Core.Notify.Message message)
    {
        var output = new StringWriter { NewLine = "\n" };
        var channel = new ConsoleChannel("log", output, new Rulebook(), new ManualClock());
        await channel.SendAsync(message, TestContext.Current.CancellationToken);
        return output.ToString().TrimEnd('\n').Split('\n');
    }
}
