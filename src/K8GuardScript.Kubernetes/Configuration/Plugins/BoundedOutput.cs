using System.Buffers;

namespace K8GuardScript.Kubernetes.Configuration.Plugins;

/// <summary>Keeps the start of what a process prints and reads on past it, so that the process is not held up.</summary>
internal sealed class BoundedOutput(Stream from, int most)
{
    // real time: it is the machine that is waited for; only what left something running costs it
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(500);

    private readonly ArrayBufferWriter<byte> kept = new();
    private readonly TaskCompletionSource overflow = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends once there is more than is kept, or never.</summary>
    public Task Overflow => overflow.Task;

    /// <summary>What is kept.</summary>
    public byte[] Content() => kept.WrittenSpan.ToArray();

    /// <summary>
    /// Reads until the end, until the other side is gone, or once canceled what is already there; throws in none of these cases.
    /// </summary>
    public async Task DrainAsync(CancellationToken cancel)
    {
        var buffer = new byte[8 << 10];
        try
        {
            while (await from.ReadAsync(buffer, cancel) is > 0 and var length) Keep(buffer.AsSpan(0, length));
        }
        catch (OperationCanceledException)
        {
            // what a process printed before it ended is in the pipe, though a read that was canceled a moment ago may be in its way
            while (await ReadSoonAsync(buffer) is > 0 and var length) Keep(buffer.AsSpan(0, length));
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // what came so far is what there is
        }
    }

    /// <returns>0 when nothing is there</returns>
    private async Task<int> ReadSoonAsync(byte[] buffer)
    {
        var read = from.ReadAsync(buffer, CancellationToken.None).AsTask();
        var first = await Task.WhenAny(read, Task.Delay(Moment, TimeProvider.System));
        return first == read && read.IsCompletedSuccessfully ? await read : 0;
    }

    private void Keep(ReadOnlySpan<byte> read)
    {
        var room = Math.Min(read.Length, most - kept.WrittenCount);
        kept.Write(read[..room]);
        if (room < read.Length) overflow.TrySetResult();
    }
}
