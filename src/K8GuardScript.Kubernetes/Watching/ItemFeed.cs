using System.Buffers;
using System.Text.Json;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Watch;

namespace K8GuardScript.Kubernetes.Watching;

/// <summary>The only way from the wire to the sink for objects of one kind: what Secrets hold stays behind.</summary>
internal sealed class ItemFeed(KindName kind, IWatchSink sink)
{
    private readonly ArrayBufferWriter<byte> blanked = new();

    public void Listed(ReadOnlySpan<byte> json)
    {
        if (SecretValues.AreIn(kind)) sink.Listed(kind, Blanked(json));
        else sink.Listed(kind, json);
    }

    public void Changed(ReadOnlySpan<byte> json)
    {
        if (SecretValues.AreIn(kind)) sink.Changed(kind, Blanked(json));
        else sink.Changed(kind, json);
    }

    public void Deleted(ReadOnlySpan<byte> json)
    {
        if (SecretValues.AreIn(kind)) sink.Deleted(kind, Blanked(json));
        else sink.Deleted(kind, json);
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
            throw new DecodeException("a Secret can't be read");
        }

        return blanked.WrittenSpan;
    }
}
