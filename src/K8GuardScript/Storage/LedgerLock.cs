namespace K8GuardScript.Storage;

/// <summary>
/// Keeps every other k8guard from a folder's ledger, whatever this one does with it just now: looks at it, moves it, or changes its tables.
/// The system lets go of it when the process ends, however it does. SQLite's own lock is held too, which other programs know.
/// </summary>
internal static class LedgerLock
{
    // what .NET makes of EWOULDBLOCK of Linux and of macOS, and of Windows' sharing violation
    private static readonly int[] InUse = [11, 35, unchecked((int)0x80070020)];

    /// <exception cref="LedgerFileException">another one has it, or it can't be made</exception>
    public static IDisposable Take(LedgerFiles files)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            return new FileStream(files.Lock, options);
        }
        catch (IOException taken) when (InUse.Contains(taken.HResult))
        {
            throw new LedgerFileException(LedgerFault.InUse(files.Ledger));
        }
        catch (UnauthorizedAccessException)
        {
            throw new LedgerFileException(LedgerFault.NotWritable(files.Ledger));
        }
    }
}
