using K8GuardScript.Core.Guard;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Storage;

/// <summary>The file <c>pause</c> in the data folder; what it holds is the reason.</summary>
/// <param name="folder">the data folder</param>
internal sealed class PauseFile(string folder) : IPauseFile
{
    private const int MostOfReason = 300;
    private readonly string path = Path.Combine(folder, "pause");

    /// <inheritdoc />
    public string? Because
    {
        get
        {
            if (!Path.Exists(path)) return null;
            try
            {
                using var reader = new StreamReader(path);
                var start = new char[MostOfReason];
                var reason = PlainText.Clean(new string(start, 0, reader.ReadBlock(start)).Trim(), MostOfReason);
                return reason.Length > 0 ? $"file `pause` in the data folder says: {reason}" : "file `pause` lies in the data folder";
            }
            catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
            {
                // INVARIANT: somebody wanted a pause; what he wrote does not matter for that
                return $"file `pause` lies in the data folder, and can't be read: {unreadable.Message}";
            }
        }
    }
}
