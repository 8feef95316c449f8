using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace K8GuardScript.Scripts.Cache;

/// <summary>
/// Compiled scripts on disk, one file for each, named by the hash of all that they come from. What is damaged counts as missing.
/// Not to be trusted: whoever can write here could put anything in, so what is read is gated as if it were new.
/// </summary>
/// <param name="folder">absolute path; made when it is needed</param>
/// <param name="log">told when nothing can be kept</param>
internal sealed partial class ScriptCache(string folder, ILogger<ScriptCache> log)
{
    private const string Ending = ".policy";
    private const int MostBytesOfOne = 4 << 20;
    private const long MostBytesOfAll = 64 << 20;
    private const int MostFiles = 1000;

    private bool complained;

    /// <summary>What is kept under a hash; null if nothing is that can be used.</summary>
    public CacheEntry? Find(string hash)
    {
        var file = FileOf(hash);
        try
        {
            if (!File.Exists(file)) return null;
            var bytes = PlainFile.ReadBytes(file, MostBytesOfOne);
            var body = bytes.AsSpan(Math.Min(SHA256.HashSizeInBytes, bytes.Length));
            if (!SumOf(hash, body).AsSpan().SequenceEqual(bytes.AsSpan(0, bytes.Length - body.Length))) return Drop(file, folder);
            var entry = JsonSerializer.Deserialize(body, CacheFormat.Default.CacheEntry);
            return entry?.Script is { Pe.Length: > 0, EntryType: not null, EntryMethod: not null } && entry.Passed is not null ? entry : Drop(file, folder);
        }
        catch (JsonException)
        {
            Drop(hash);
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Complain(failure);
            return null;
        }
    }

    /// <summary>Keeps a compiled script, in the place of what was there under this hash.</summary>
    public void Keep(string hash, CacheEntry entry)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(entry, CacheFormat.Default.CacheEntry);
        if (body.Length > MostBytesOfOne) return;
        try
        {
            PrivateFile.Write(FileOf(hash), [.. SumOf(hash, body), .. body]);
            Prune();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Complain(failure);
        }
    }

    /// <summary>Forgets what is kept under a hash.</summary>
    public void Drop(string hash)
    {
        try
        {
            Drop(FileOf(hash), folder);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Complain(failure);
        }
    }

    // one entry in the place of another is damage too
    private static byte[] SumOf(string hash, ReadOnlySpan<byte> body) => SHA256.HashData([.. Encoding.UTF8.GetBytes(hash), .. body]);

    private string FileOf(string hash) => Path.Combine(folder, hash + Ending);

    private static CacheEntry? Drop(string file, string folder)
    {
        if (Directory.Exists(folder)) File.Delete(file);
        return null;
    }

    // the oldest go first: those in force were written last, or are written again when they are needed
    private void Prune()
    {
        var files = new DirectoryInfo(folder).GetFiles("*" + Ending).OrderByDescending(file => file.LastWriteTimeUtc).ToList();
        long bytes = 0;
        for (var i = 0; i < files.Count; i++)
        {
            bytes += files[i].Length;
            if (i >= MostFiles || bytes > MostBytesOfAll) files[i].Delete();
        }
    }

    private void Complain(Exception failure)
    {
        if (complained) return;
        complained = true;
        CacheUseless(log, folder, failure.Message);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "compiled scripts can't be kept in {folder}, so the next start takes longer: {reason}")]
    private static partial void CacheUseless(ILogger log, string folder, string reason);

    [JsonSerializable(typeof(CacheEntry))]
    private sealed partial class CacheFormat : JsonSerializerContext;
}
