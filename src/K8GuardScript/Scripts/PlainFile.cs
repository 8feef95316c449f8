using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace K8GuardScript.Scripts;

/// <summary>Reads files that people put into a folder, and waits for none: a pipe or a device among them is refused.</summary>
internal static class PlainFile
{
    // open(2): O_RDONLY | O_NONBLOCK | O_CLOEXEC
    private const int LinuxFlags = 0x800 | 0x80000;
    private const int MacFlags = 0x4 | 0x1000000;

    /// <summary>The text of a regular file, links followed.</summary>
    /// <param name="path">absolute</param>
    /// <param name="most">more bytes than this are refused</param>
    /// <exception cref="IOException">it can't be read, is no regular file, or is too large</exception>
    /// <exception cref="UnauthorizedAccessException">it may not be read</exception>
    public static string ReadText(string path, int most)
    {
        using var handle = Open(path);
        using var stream = new FileStream(handle, FileAccess.Read, bufferSize: 0);
        if (!stream.CanSeek) throw new IOException("it is no regular file");
        var bytes = new byte[most + 1];
        var read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (read > most) throw new IOException($"it has more than {most / 1024} KiB");
        using var text = new StreamReader(new MemoryStream(bytes, 0, read), Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
        return text.ReadToEnd();
    }

    // opening a pipe the usual way waits until somebody writes into it
    private static SafeFileHandle Open(string path)
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsMacOS()) return File.OpenHandle(path);
        if (!File.Exists(path)) throw new FileNotFoundException("there is no such file", path);
        var descriptor = OpenFile(path, OperatingSystem.IsLinux() ? LinuxFlags : MacFlags);
        return descriptor >= 0 ? new SafeFileHandle(descriptor, ownsHandle: true) : throw new IOException(new Win32Exception().Message);
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int OpenFile([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);
}
