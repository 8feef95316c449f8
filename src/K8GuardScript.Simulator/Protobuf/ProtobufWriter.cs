using System.Text;

namespace K8GuardScript.Simulator.Protobuf;

/// <summary>Writes a message in the protobuf encoding, field by field: texts and other messages.</summary>
internal sealed class ProtobufWriter
{
    private readonly List<byte> bytes = [];

    public ProtobufWriter Text(int number, string text) => Bytes(number, Encoding.UTF8.GetBytes(text));

    public ProtobufWriter Message(int number, ProtobufWriter message) => Bytes(number, message.ToArray());

    public byte[] ToArray() => [.. this.bytes];

    private ProtobufWriter Bytes(int number, byte[] content)
    {
        Varint((uint)((number << 3) | 2));
        Varint((uint)content.Length);
        this.bytes.AddRange(content);
        return this;
    }

    private void Varint(uint value)
    {
        for (; value >= 0x80; value >>= 7) this.bytes.Add((byte)(value | 0x80));
        this.bytes.Add((byte)value);
    }
}
