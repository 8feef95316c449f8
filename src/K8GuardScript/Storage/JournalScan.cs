using System.Buffers.Binary;

namespace K8GuardScript.Storage;

/// <summary>
/// Looks whether a write-ahead log is whole. SQLite takes it up to the first frame that is damaged, and says nothing of what comes after it:
/// right for the end of what was being written when the power went, wrong for what was written long before.
/// </summary>
/// <remarks>The format: https://www.sqlite.org/fileformat2.html#the_write_ahead_log.</remarks>
internal static class JournalScan
{
    private const uint Magic = 0x377F0682;
    private const int HeaderSize = 32;
    private const int FrameHeaderSize = 24;

    /// <param name="file">the log; nobody else has it open</param>
    /// <returns>what is wrong, or null: it is whole, not there, or ends as one does whose last transaction was cut off</returns>
    public static string? Problem(string file)
    {
        if (!File.Exists(file)) return null;
        using var log = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 16);
        var header = new byte[HeaderSize];
        if (log.ReadAtLeast(header, HeaderSize, throwOnEndOfStream: false) < HeaderSize) return null;
        var magic = Number(header, 0);
        var pageSize = (int)Number(header, 8);
        var sums = Sum((0, 0), header.AsSpan(0, 24), magic);
        if ((magic | 1) != (Magic | 1) || pageSize is < 512 or > 65_536 || !Matches(sums, header, 24)) return "the head of its journal is damaged";
        return FirstBroken(log, header, pageSize, magic, sums);
    }

    private static string? FirstBroken(FileStream log, byte[] header, int pageSize, uint magic, (uint First, uint Second) sums)
    {
        var frame = new byte[FrameHeaderSize + pageSize];
        var (isBroken, ends) = (false, 0);
        while (log.ReadAtLeast(frame, frame.Length, throwOnEndOfStream: false) == frame.Length)
        {
            // what an earlier round of the log left has other salts
            var isOfThisRound = frame.AsSpan(8, 8).SequenceEqual(header.AsSpan(16, 8));
            if (!isBroken)
            {
                sums = Sum(Sum(sums, frame.AsSpan(0, 8), magic), frame.AsSpan(FrameHeaderSize), magic);
                isBroken = !isOfThisRound || !Matches(sums, frame, 16);
            }

            // the last frame of a transaction tells how many pages there are then
            if (isBroken && isOfThisRound && Number(frame, 4) != 0) ends++;
        }

        // INVARIANT: a transaction is begun only when the one before it is on the disk. So only one can have been cut off.
        return ends > 1 ? $"its journal is damaged, and {ends} transactions are lost" : null;
    }

    private static bool Matches((uint First, uint Second) sums, byte[] at, int offset) =>
        sums.First == Number(at, offset) && sums.Second == Number(at, offset + 4);

    // the log says by its magic number in which order of bytes its checksums were made
    private static (uint First, uint Second) Sum((uint First, uint Second) sums, ReadOnlySpan<byte> bytes, uint magic)
    {
        var (first, second) = sums;
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            first += Word(bytes, magic) + second;
            second += Word(bytes[4..], magic) + first;
        }

        return (first, second);
    }

    private static uint Word(ReadOnlySpan<byte> bytes, uint magic) =>
        (magic & 1) == 1 ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);

    private static uint Number(byte[] at, int offset) => BinaryPrimitives.ReadUInt32BigEndian(at.AsSpan(offset));
}
