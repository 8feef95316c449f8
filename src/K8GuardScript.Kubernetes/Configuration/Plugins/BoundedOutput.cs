using System.Buffers;

namespace K8GuardScript.Kubernetes.Configuration.Plugins;

/// <summary>Keeps the start of what a process prints and reads on past it, so that the process is not held up.</summary>
internal sealed class BoundedOutput(Stream from, int most)
{
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
            // what a process printed before it ended is in the pipe, though nobody was told yet
            while (from.ReadAsync(buffer, CancellationToken.None).AsTask() is { IsCompletedSuccessfully: true } read)
            {
                var length = await read;
                if (length == 0) return;
                Keep(buffer.AsSpan(0, length));
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // what came so far is what there is
        }
    }

    private void Keep(ReadOnlySpan<byte> read)
    {
        var room = Math.Min(read.Length, most - kept.WrittenCount);
        kept.Write(read[..room]);
        if (room < read.Length) overflow.TrySetResult();
    }
}
