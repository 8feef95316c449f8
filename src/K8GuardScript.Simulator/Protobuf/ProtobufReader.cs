using System.Buffers.Binary;

namespace K8GuardScript.Simulator.Protobuf;

/// <summary>Reads the fields of one message (protobuf encoding). Throws <see cref="FormatException"/> for bytes that are none.</summary>
internal ref struct ProtobufReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> rest = bytes;

    /// <summary>The number of the field that was read last.</summary>
    public int Number { get; private set; }

    /// <summary>Its value if it is a number.</summary>
    public ulong Value { get; private set; }

    /// <summary>Its value if it is a text, bytes or a message.</summary>
    public ReadOnlySpan<byte> Bytes { get; private set; }

    public bool Next()
    {
        if (this.rest.IsEmpty) return false;
        var tag = Varint();
        Number = (int)(tag >> 3);
        Bytes = default;
        switch (tag & 7)
        {
            case 0:
                Value = Varint();
                return true;
            case 1:
                Value = BinaryPrimitives.ReadUInt64LittleEndian(Take(8));
                return true;
            case 2:
                Bytes = Take(Varint());
                return true;
            case 5:
                Value = BinaryPrimitives.ReadUInt32LittleEndian(Take(4));
                return true;
            default:
                throw new FormatException($"proto: illegal wireType {tag & 7}");
        }
    }

    private ulong Varint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var part = Take(1)[0];
            value |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80) return value;
        }

        throw new FormatException("proto: integer overflow");
    }

    private ReadOnlySpan<byte> Take(ulong count)
    {
        if (count > (ulong)this.rest.Length) throw new FormatException("proto: unexpected end of the body");
        var taken = this.rest[..(int)count];
        this.rest = this.rest[(int)count..];
        return taken;
    }
}
