using System.Buffers;
using System.Text.Json;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Watch;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Kubernetes.Watching;

/// <summary>
/// The only way from the wire to the sink for objects of one kind: what Secrets hold stays behind, and an object that the sink
/// can't read is an answer that can't be read.
/// </summary>
internal sealed class ItemFeed(KindName kind, IWatchSink sink)
{
    /// <summary>More than ten times what the largest clusters hold of one kind: a list that is longer never ends.</summary>
    public const int MostListed = 2_000_000;

    private readonly ArrayBufferWriter<byte> blanked = new();
    private int listed;

    private delegate void Taker(KindName kind, ReadOnlySpan<byte> json);

    /// <summary>A list begins.</summary>
    public void BeginList()
    {
        listed = 0;
        sink.BeginList(kind);
    }

    /// <exception cref="DecodeException">the object can't be read, or is one too many</exception>
    public void Listed(ReadOnlySpan<byte> json)
    {
        if (++listed > MostListed) throw new DecodeException(DecodeFault.TooMany, $"the list has more than {MostListed} objects");
        Hand(sink.Listed, json);
    }

    /// <exception cref="DecodeException">the object can't be read</exception>
    public void Unlisted(ReadOnlySpan<byte> json) => Hand(sink.Unlisted, json);

    /// <exception cref="DecodeException">the object can't be read</exception>
    public void Changed(ReadOnlySpan<byte> json) => Hand(sink.Changed, json);

    /// <exception cref="DecodeException">the object can't be read</exception>
    public void Deleted(ReadOnlySpan<byte> json) => Hand(sink.Deleted, json);

    private void Hand(Taker take, ReadOnlySpan<byte> json)
    {
        try
        {
            take(kind, SecretValues.AreIn(kind) ? Blanked(json) : json);
        }
        catch (ObjectFormatException e)
        {
            throw new DecodeException(DecodeFault.Unreadable, $"an object of the kind can't be read: {e.Message}").Of(json);
        }
    }

    private ReadOnlySpan<byte> Blanked(ReadOnlySpan<byte> json)
    {
        blanked.ResetWrittenCount();
        try
        {
            SecretValues.Blank(json, blanked);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new DecodeException(DecodeFault.Unreadable, "a Secret can't be read").Of(json);
        }

        return blanked.WrittenSpan;
    }
}
