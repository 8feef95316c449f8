using System.Text;
using K8GuardScript.Core.Guard.Pausing;
using K8GuardScript.Scripts;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Storage;

/// <summary>
/// The file <c>pause</c> in the data folder; what it holds is the reason. Whatever else is called that pauses too, and nobody waits for what
/// a pipe has to say.
/// </summary>
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
            if (Directory.Exists(path)) return "a folder `pause` lies in the data folder";
            try
            {
                // bytes beyond the last letter may be half of one
                var start = Encoding.UTF8.GetString(PlainFile.ReadStart(path, 4 * MostOfReason)).TrimStart('\uFEFF');
                var reason = PlainText.Clean(start.Length > MostOfReason ? start[..MostOfReason].Trim() : start.Trim(), MostOfReason);
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
