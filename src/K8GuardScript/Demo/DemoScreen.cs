using K8GuardScript.Core.Show;
using K8GuardScript.Terminal;
using Spectre.Console;

namespace K8GuardScript.Demo;

/// <summary>Shows the demo: a live picture on a terminal, plain lines everywhere else.</summary>
internal sealed class DemoScreen : IDisposable
{
    private readonly IAnsiConsole? terminal;
    private IDisposable? showing;

    private DemoScreen(IAnsiConsole? terminal) => this.terminal = terminal;

    /// <summary>Where console channels print: on a terminal the picture shows every warning already.</summary>
    public TextWriter ChannelOutput => terminal is null ? Console.Out : TextWriter.Null;

    public static DemoScreen Create()
    {
        var isTerminal = !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities is { Ansi: true, Interactive: true };
        return new DemoScreen(isTerminal ? AnsiConsole.Console : null);
    }

    public void Start(IServiceProvider services, DemoIntroduction introduction)
    {
        if (terminal is not null)
        {
            showing = LiveView.Start(terminal, services, introduction);
            return;
        }

        foreach (var line in introduction.Lines) Console.Out.WriteLine(line);
        showing = PlainPrinter.Start(services.GetRequiredService<HappeningLog>(), Console.Out);
    }

    public void Dispose() => showing?.Dispose();
}
