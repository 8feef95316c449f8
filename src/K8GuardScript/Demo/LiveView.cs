using System.Globalization;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Show;
using K8GuardScript.Terminal;
using Spectre.Console;

namespace K8GuardScript.Demo;

/// <summary>The demo's picture on a terminal: policies with their counts above, the latest happenings below.</summary>
internal sealed class LiveView : IDisposable
{
    private const int Kept = 60;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource stop = new();
    private readonly Task showing;
    private readonly Queue<Happening> latest = new();
    private readonly Lock gate = new();

    private LiveView(IAnsiConsole terminal, IServiceProvider services, DemoIntroduction introduction) =>
        showing = Task.WhenAll(
            ListenAsync(services.GetRequiredService<HappeningLog>(), stop.Token),
            ShowAsync(terminal, services, introduction, stop.Token));

    public static LiveView Start(IAnsiConsole terminal, IServiceProvider services, DemoIntroduction introduction) => new(terminal, services, introduction);

    public void Dispose()
    {
        stop.Cancel();
        showing.GetAwaiter().GetResult();
        stop.Dispose();
    }

    private async Task ListenAsync(HappeningLog happenings, CancellationToken cancel)
    {
        try
        {
            await foreach (var happening in happenings.ListenAsync(0, cancel).ConfigureAwait(false))
            {
                lock (gate)
                {
                    latest.Enqueue(happening);
                    if (latest.Count > Kept) latest.Dequeue();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // disposed
        }
    }

    private async Task ShowAsync(IAnsiConsole terminal, IServiceProvider services, DemoIntroduction introduction, CancellationToken cancel)
    {
        var rulebook = services.GetRequiredService<Rulebook>();
        var ledger = services.GetRequiredService<Ledger>();
        var clock = services.GetRequiredService<TimeProvider>();
        await terminal.Live(new Text("")).StartAsync(async live =>
        {
            while (!cancel.IsCancellationRequested)
            {
                live.UpdateTarget(Picture(terminal.Profile, introduction, rulebook.Current.Policies, ledger.CountStates()));
                await Task.Delay(Interval, clock, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }).ConfigureAwait(false);
    }

    private Rows Picture(Profile screen, DemoIntroduction introduction, PolicySet policies, IReadOnlyList<EpisodeCount> counts)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("policy", "severity", "violations", "warned", "contained", "resolved");
        foreach (var policy in policies.All)
        {
            var own = counts.Where(count => count.Policy == policy.Id).ToList();
            table.AddRow(
                policy.Id,
                policy.Definition.Severity.ToString().ToLowerInvariant(),
                Sum(own, count => count.State == EpisodeState.Open ? count.Count : 0),
                Sum(own, count => count.Warned),
                Sum(own, count => count.State == EpisodeState.Contained ? count.Count : 0),
                Sum(own, count => count.State == EpisodeState.Resolved ? count.Count : 0));
        }

        // what does not fit would scroll the picture away: a table has four lines beside its rows
        var room = Math.Max(screen.Height - introduction.Lines.Count - policies.All.Count - 6, 3);
        Happening[] lines;
        lock (gate) lines = [.. latest.TakeLast(room)];
        return new Rows([
            .. introduction.Lines.Select(line => Line(line, screen, Color.Aqua)),
            table,
            .. lines.Select(happening => Line(PlainPrinter.ShortLine(happening), screen, ColorOf(happening.Kind))),
        ]);
    }

    private static Text Line(string text, Profile screen, Color color) =>
        new Text(text.Length < screen.Width ? text : $"{text[..Math.Max(screen.Width - 2, 0)]}…", new Style(color));

    private static string Sum(List<EpisodeCount> counts, Func<EpisodeCount, int> what) => counts.Sum(what).ToString(CultureInfo.InvariantCulture);

    private static Color ColorOf(HappeningKind kind) => kind switch
    {
        HappeningKind.Acted => Color.Red,
        HappeningKind.Warned => Color.Yellow,
        HappeningKind.Resolved => Color.Green,
        HappeningKind.NotWarned or HappeningKind.NotActed or HappeningKind.Fault => Color.Orange1,
        _ => Color.Default,
    };
}
