using System.Buffers;

namespace K8GuardScript.Simulator.Faults;

/// <summary>The lines of a watch, one of which comes twice or not at all. Bookmarks and errors always come, once.</summary>
internal sealed class EventFilter(Stream real, Fault fault) : ForwardOnlyStream
{
    private readonly ArrayBufferWriter<byte> line = new();
    private int eventsToPass = fault.After;
    private bool hasStruck;

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (buffer.Span.IndexOf((byte)'\n') is var newline and >= 0)
        {
            this.line.Write(buffer.Span[..(newline + 1)]);
            buffer = buffer[(newline + 1)..];
            for (var copies = Copies(); copies > 0; copies--) await real.WriteAsync(this.line.WrittenMemory, cancellationToken);
            this.line.ResetWrittenCount();
        }

        this.line.Write(buffer.Span);
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => real.FlushAsync(cancellationToken);

    private int Copies()
    {
        var isObject = !this.line.WrittenSpan.StartsWith("{\"type\":\"BOOKMARK\""u8) && !this.line.WrittenSpan.StartsWith("{\"type\":\"ERROR\""u8);
        if (this.hasStruck || !isObject || eventsToPass-- > 0) return 1;
        this.hasStruck = true;
        return fault.Kind == FaultKind.DropEvent ? 0 : 2;
    }
}
