using System.Buffers;
using K8GuardScript.Kubernetes.Transport;

namespace K8GuardScript.Kubernetes.Watching;

/// <summary>Cuts the body of a watch into lines, in one buffer that grows up to a limit.</summary>
internal sealed class WatchLines(ApiAnswer answer, int limit = WatchLines.LongestLine) : IDisposable
{
    /// <summary>Objects are at most 1.5 MB in etcd; nothing that is legitimate comes near this.</summary>
    public const int LongestLine = 8 << 20;

    private byte[] buffer = ArrayPool<byte>.Shared.Rent(32 << 10);
    private int start;
    private int end;

    /// <returns>the next line without its end, valid until the next call; null at the proper end of the body</returns>
    /// <exception cref="CallFailedException">the connection broke, also in the middle of a last line, or the deadline passed</exception>
    /// <exception cref="DecodeException">the line is too long</exception>
    public async ValueTask<ReadOnlyMemory<byte>?> NextAsync()
    {
        var searched = 0;
        while (true)
        {
            var newline = buffer.AsSpan(start + searched, end - start - searched).IndexOf((byte)'\n');
            if (newline >= 0)
            {
                var line = buffer.AsMemory(start, searched + newline);
                start += line.Length + 1;
                return line;
            }

            searched = end - start;
            if (searched >= limit) throw new DecodeException(DecodeFault.TooLong, $"a line of the watch is longer than {limit} bytes");
            MakeRoom();
            var read = await answer.ReadAsync(buffer.AsMemory(end));
            end += read;
            if (read > 0) continue;
            if (searched > 0) throw new CallFailedException(CallFailure.Lost, "the watch was cut in the middle of a line");
            return null;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        buffer = [];
        start = end = 0;
    }

    private void MakeRoom()
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
        }

        if (end < buffer.Length) return;
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.AsSpan(0, end).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        buffer = larger;
    }
}
