using K8GuardScript.Core.Notify;
using K8GuardScript.Core.Policies;
using K8GuardScript.Terminal;

namespace K8GuardScript.Channels;

/// <summary>Prints warnings and notices, one line each. Printing reaches nobody for sure, so it never counts.</summary>
internal sealed class ConsoleChannel(string name, TextWriter output, Rulebook rulebook, TimeProvider clock) : IChannel
{
    /// <inheritdoc />
    public string Name => name;

    /// <inheritdoc />
    public async Task SendAsync(Message message, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        foreach (var warning in message.Warnings)
        {
            await PrintAsync(WarningText.OneLine(warning, now, rulebook.Current.Settings.TimeZone)).ConfigureAwait(false);
        }

        foreach (var notice in message.Notices) await PrintAsync(NoticeTexts.OneLine(notice)).ConfigureAwait(false);

        Task PrintAsync(string line) =>
            output.WriteLineAsync(PlainPrinter.Clean($"to {message.Recipient.Name}: {line}").AsMemory(), cancel);
    }
}
