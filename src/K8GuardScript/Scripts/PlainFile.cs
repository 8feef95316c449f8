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

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text of a regular file, links followed: UTF-8, or what a byte order mark says.</summary>
    /// <param name="path">absolute</param>
    /// <param name="most">more bytes than this are refused</param>
    /// <exception cref="IOException">it can't be read, is no regular file, is too large, or is no text</exception>
    /// <exception cref="UnauthorizedAccessException">it may not be read</exception>
    public static string ReadText(string path, int most)
    {
        using var text = new StreamReader(new MemoryStream(ReadBytes(path, most)), Utf8, detectEncodingFromByteOrderMarks: true);
        try
        {
            return text.ReadToEnd();
        }
        catch (DecoderFallbackException)
        {
            // a letter that is quietly replaced is another name in a rule
            throw new IOException("it is not UTF-8 text: save it with that encoding");
        }
    }

    /// <summary>What is in a regular file, links followed.</summary>
    /// <inheritdoc cref="ReadText" />
    public static byte[] ReadBytes(string path, int most)
    {
        using var handle = Open(path);
        using var stream = new FileStream(handle, FileAccess.Read, bufferSize: 0);
        if (!stream.CanSeek) throw new IOException("it is no regular file");
        // as large as the file says that it is, as all files are read every second; it may be growing, or have no length to tell
        var bytes = new byte[Math.Min(stream.Length, most) + 1];
        var read = 0;
        for (int some; (some = stream.Read(bytes, read, bytes.Length - read)) > 0;)
        {
            read += some;
            if (read > most) throw new IOException($"it has more than {most / 1024} KiB");
            if (read == bytes.Length) Array.Resize(ref bytes, Math.Min(Math.Max(2 * read, 4096), most + 1));
        }

        return bytes[..read];
    }

    /// <summary>The first bytes of a regular file, links followed; of a larger one no more than those.</summary>
    /// <inheritdoc cref="ReadText" />
    public static byte[] ReadStart(string path, int most)
    {
        using var handle = Open(path);
        using var stream = new FileStream(handle, FileAccess.Read, bufferSize: 0);
        if (!stream.CanSeek) throw new IOException("it is no regular file");
        var bytes = new byte[most];
        return bytes[..stream.ReadAtLeast(bytes, most, throwOnEndOfStream: false)];
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
