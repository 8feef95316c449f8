using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using K8GuardScript.Simulator.Answers;
using K8GuardScript.Simulator.Storage;

namespace K8GuardScript.Simulator.Reading;

/// <summary>Writes the lines of a watch; a line is flushed with the next <see cref="FlushAsync"/> or when much has gathered.</summary>
internal sealed class WatchLines(PipeWriter writer, ObjectForm form)
{
    private const int FlushEvery = 64 << 10;
    private long unflushed;

    public async ValueTask EventAsync(string type, StoredObject stored, CancellationToken cancellation)
    {
        Write(type, form.Object(stored));
        if (unflushed >= FlushEvery) await FlushAsync(cancellation);
    }

    public void Bookmark(long revision, bool endsInitialEvents) => Write("BOOKMARK", form.Bookmark(revision, endsInitialEvents));

    /// <summary>The last line of a watch that failed: its Status, whatever representation was asked for.</summary>
    public async Task ErrorAsync(ApiError error, CancellationToken cancellation)
    {
        Write("ERROR", JsonBytes.Of(error.Status));
        await FlushAsync(cancellation);
    }

    /// <summary>Waits while the reader is slower than the writer.</summary>
    public async ValueTask FlushAsync(CancellationToken cancellation)
    {
        if (unflushed == 0) return;
        unflushed = 0;
        await writer.FlushAsync(cancellation);
    }

    private void Write(string type, ReadOnlySpan<byte> json)
    {
        Encoding.UTF8.GetBytes($"{{\"type\":\"{type}\",\"object\":", writer);
        writer.Write(json);
        writer.Write("}\n"u8);
        unflushed += json.Length;
    }
}
