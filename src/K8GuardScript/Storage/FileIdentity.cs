using System.Runtime.InteropServices;

namespace K8GuardScript.Storage;

/// <summary>Which file a path leads to just now: another one at the same path has another identity as long as the first is open.</summary>
/// <param name="Device">what it lies on</param>
/// <param name="Inode">its number there</param>
internal readonly record struct FileIdentity(ulong Device, ulong Inode)
{
    // statx(2), whose result is laid out alike on every processor: linux/stat.h
    private const int CurrentFolder = -100;
    private const uint InodeWanted = 0x100;
    private const int Size = 256;
    private const int InodeAt = 32;
    private const int DeviceAt = 136;

    // EPERM and ENOSYS: an old system, or one that forbids to ask
    private static readonly int[] NotTold = [1, 38];

    /// <summary>Links are followed; opens nothing. Where the system does not tell, every file is the same one.</summary>
    /// <returns>null if there is none, or the path can't be followed</returns>
    public static FileIdentity? Of(string path)
    {
        if (!OperatingSystem.IsLinux()) return Untold(path);
        var answer = new byte[Size];
        if (Stat(CurrentFolder, path, 0, InodeWanted, answer) != 0) return NotTold.Contains(Marshal.GetLastPInvokeError()) ? Untold(path) : null;
        return new FileIdentity(
            MemoryMarshal.Read<ulong>(answer.AsSpan(DeviceAt)), MemoryMarshal.Read<ulong>(answer.AsSpan(InodeAt)));
    }

    private static FileIdentity? Untold(string path) => File.Exists(path) ? default(FileIdentity) : null;

    [DllImport("libc", EntryPoint = "statx", SetLastError = true)]
    private static extern int Stat(int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint wanted, [Out] byte[] answer);
}
