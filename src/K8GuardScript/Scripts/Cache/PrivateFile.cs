namespace K8GuardScript.Scripts.Cache;

/// <summary>Writes files that only the guard's own user may read, whole or not at all.</summary>
internal static class PrivateFile
{
    /// <summary>Makes the folder where it is missing, writes beside the file, and renames over it.</summary>
    /// <exception cref="IOException">it can't be written</exception>
    /// <exception cref="UnauthorizedAccessException">likewise</exception>
    public static void Write(string file, ReadOnlySpan<byte> content)
    {
        MakeFolder(Path.GetDirectoryName(file)!);
        var temporary = $"{file}.{Environment.ProcessId}.new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            using (var stream = new FileStream(temporary, options))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, file, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Makes a folder that nobody else can look into.</summary>
    public static void MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
