using System.Text.Json;
using System.Text.Json.Serialization;
using K8GuardScript.Core.Policies;
using K8GuardScript.Scripts;
using K8GuardScript.Scripts.Cache;

namespace K8GuardScript.Worker.Slots;

/// <summary>Keeps the quarantine in a file, which may be deleted to lift it.</summary>
/// <param name="path">absolute</param>
/// <param name="log">told when it can't be kept</param>
internal sealed partial class QuarantineFile(string path, ILogger<QuarantineFile> log) : IQuarantineStore
{
    private const int MostBytes = 16 << 20;

    /// <inheritdoc />
    public IReadOnlyList<HeldPolicy> Read()
    {
        try
        {
            if (!File.Exists(path)) return [];
            var entries = JsonSerializer.Deserialize(PlainFile.ReadBytes(path, MostBytes), QuarantineFormat.Default.IReadOnlyListHeldPolicy) ?? [];
            return [.. entries.Where(entry => entry?.Mark is { Name: not null, Version: not null, Object: not null } && entry.Why is not null)];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
        {
            Unreadable(log, path, failure.Message);
            return [];
        }
    }

    /// <inheritdoc />
    public void Write(IReadOnlyList<HeldPolicy> entries)
    {
        try
        {
            PrivateFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(entries, QuarantineFormat.Default.IReadOnlyListHeldPolicy));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Unwritable(log, path, failure.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{path} can't be read, so no policy is in quarantine: {reason}")]
    private static partial void Unreadable(ILogger log, string path, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "the quarantine can't be kept in {path}, so it ends with this process: {reason}")]
    private static partial void Unwritable(ILogger log, string path, string reason);

    [JsonSourceGenerationOptions(WriteIndented = true, UseStringEnumConverter = true)]
    [JsonSerializable(typeof(IReadOnlyList<HeldPolicy>))]
    private sealed partial class QuarantineFormat : JsonSerializerContext;
}
