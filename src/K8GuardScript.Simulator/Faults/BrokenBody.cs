using Microsoft.AspNetCore.Http;

namespace K8GuardScript.Simulator.Faults;

/// <summary>A body that is cut, falls silent, or crawls.</summary>
/// <param name="context">whose body it is</param>
/// <param name="fault">which of the three, and after how many bytes</param>
/// <param name="clock">of the pauses</param>
/// <param name="end">the client is gone or the server stops</param>
internal sealed class BrokenBody(HttpContext context, Fault fault, TimeProvider clock, CancellationToken end) : ForwardOnlyStream
{
    private const int SlowPiece = 512;
    private static readonly TimeSpan SlowPause = TimeSpan.FromMilliseconds(200);

    private readonly Stream real = context.Response.Body;
    private int left = fault.After;

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (fault.Kind == FaultKind.SlowBody)
        {
            await CrawlAsync(buffer);
            return;
        }

        var passes = Math.Min(left, buffer.Length);
        left -= passes;
        await this.real.WriteAsync(buffer[..passes], end);
        if (passes == buffer.Length) return;

        // what came before must have left the house, or the client would not see it cut in the middle
        await this.real.FlushAsync(end);
        if (fault.Kind == FaultKind.HalfOpen) await Task.Delay(Timeout.InfiniteTimeSpan, clock, end);
        context.Abort();
        end.ThrowIfCancellationRequested();
        throw new OperationCanceledException("the connection was reset on purpose");
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => this.real.FlushAsync(end);

    private async Task CrawlAsync(ReadOnlyMemory<byte> buffer)
    {
        for (var at = 0; at < buffer.Length; at += SlowPiece)
        {
            await this.real.WriteAsync(buffer.Slice(at, Math.Min(SlowPiece, buffer.Length - at)), end);
            await this.real.FlushAsync(end);
            await Task.Delay(SlowPause, clock, end);
        }
    }
}
