using System.Text.Json;
using System.Text.Json.Serialization;
using K8GuardScript.Scripts.Cache;

namespace K8GuardScript.Scripts;

/// <summary>Keeps what was in force last on the data volume, for a start that finds only broken files.</summary>
/// <param name="path">absolute</param>
/// <param name="log">told when it can't be kept</param>
internal sealed partial class LastGoodFile(string path, ILogger<LastGoodFile> log)
{
    private const int MostBytes = 256 << 20;
    private byte[] written = [];

    /// <summary>What was kept last; an empty set if nothing was that can be used.</summary>
    public LastGoodSet Read()
    {
        try
        {
            if (!File.Exists(path)) return LastGoodSet.Empty;
            written = PlainFile.ReadBytes(path, MostBytes);
            var set = JsonSerializer.Deserialize(written, LastGoodFormat.Default.LastGoodSet);
            return set is { Settings: not null, Scripts: not null } ? set : LastGoodSet.Empty;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
        {
            Useless(log, path, failure.Message);
            return LastGoodSet.Empty;
        }
    }

    /// <summary>Keeps this in the place of what was kept.</summary>
    public void Write(LastGoodSet set)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(set, LastGoodFormat.Default.LastGoodSet);
        if (json.AsSpan().SequenceEqual(written)) return;
        try
        {
            PrivateFile.Write(path, json);
            written = json;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Useless(log, path, failure.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "the last good policies can't be kept in {path}: {reason}")]
    private static partial void Useless(ILogger log, string path, string reason);

    [JsonSerializable(typeof(LastGoodSet))]
    private sealed partial class LastGoodFormat : JsonSerializerContext;
}
