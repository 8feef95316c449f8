namespace K8GuardScript.Kubernetes.Tests.Doubles;

/// <summary>Gives a few bytes at a time, however many are asked for.</summary>
internal sealed class DrippingStream(byte[] content, int drop) : MemoryStream(content)
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        base.ReadAsync(buffer[..Math.Min(drop, buffer.Length)], cancellationToken);
}
