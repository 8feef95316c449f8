using System.Runtime.CompilerServices;
using System.Text;
using K8GuardScript.Core.Show;
using K8GuardScript.Terminal;

namespace K8GuardScript.Tests.Terminal;

public sealed class PlainPrinterTests
{
    [Fact]
    public void A_happening_is_one_line_that_a_machine_can_cut()
    {
        var line = PlainPrinter.Line(new Happening(1, Some.Noon, HappeningKind.Warned, "told payments", "image-repo", null));

        Assert.Equal("2026-11-24T12:00:00Z warned   [image-repo] told payments", line);
    }

    [Theory]
    [InlineData("a\u001b[31mb\u0007\r\n\tc\u009b2J")]
    public void Control_characters_become_spaces(string text)
    {
        Assert.DoesNotContain(PlainPrinter.Line(new Happening(1, Some.Noon, HappeningKind.Opened, text, null, null)), char.IsControl);
        Assert.Equal(text.Length, PlainPrinter.Clean(text).Length);
    }

    [Fact]
    public void Every_sort_of_happening_has_its_own_word()
    {
        var words = Enum.GetValues<HappeningKind>().Select(PlainPrinter.Word).ToList();

        Assert.Equal(words, words.Distinct());
        Assert.All(words, word => Assert.InRange(word.Length, 1, 8));
    }

    [Fact]
    public void What_was_told_before_the_end_is_printed_even_if_the_reader_is_slow()
    {
        var happenings = new HappeningLog(new ManualClock());
        happenings.Tell(HappeningKind.Program, "first");
        using var output = new SlowWriter();
        var printer = PlainPrinter.Start(happenings, output);
        happenings.Tell(HappeningKind.Program, "stopping");

        // the reader takes the first line only once the end was asked for
        using var release = StopOf(printer).Token.Register(output.Released.SetResult);
        printer.Dispose();

        Assert.Contains("first", output.Text, StringComparison.Ordinal);
        Assert.Contains("stopping", output.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reader_that_went_away_does_not_break_the_program()
    {
        var happenings = new HappeningLog(new ManualClock());
        happenings.Tell(HappeningKind.Program, "first");

        PlainPrinter.Start(happenings, new ClosedWriter()).Dispose();
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "stop")]
    private static extern ref CancellationTokenSource StopOf(PlainPrinter printer);

    private sealed class SlowWriter : TextWriter
    {
        private readonly StringBuilder text = new();

        public TaskCompletionSource Released { get; } = new();

        public string Text => text.ToString();

        public override Encoding Encoding => Encoding.UTF8;

        public override async Task WriteLineAsync(ReadOnlyMemory<char> buffer, CancellationToken cancellationToken = default)
        {
            await Released.Task;
            text.Append(buffer).Append('\n');
        }
    }

    private sealed class ClosedWriter : TextWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override Task WriteLineAsync(ReadOnlyMemory<char> buffer, CancellationToken cancellationToken = default) =>
            throw new IOException("broken pipe");
    }
}
