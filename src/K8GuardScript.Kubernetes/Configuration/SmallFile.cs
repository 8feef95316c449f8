namespace K8GuardScript.Kubernetes.Configuration;

/// <summary>
/// Reads files of which nobody knows what they are: a pipe to which nothing is written holds nobody up for long, and a device
/// or a file without an end fills no memory.
/// </summary>
internal static class SmallFile
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <exception cref="IOException">missing, unreadable, larger than <paramref name="limit"/> bytes, or nothing came in time</exception>
    /// <exception cref="UnauthorizedAccessException">not readable for us</exception>
    public static string Read(string path, int limit)
    {
        var reading = Begin(path, limit);
        return Task.WaitAny([reading], Patience) == 0 ? reading.GetAwaiter().GetResult() : throw Late();
    }

    /// <summary>The same without holding a thread of the pool.</summary>
    /// <param name="reading">of <see cref="Begin"/></param>
    /// <param name="time">of the wait</param>
    /// <param name="cancel">ends the wait, not the reading</param>
    /// <exception cref="IOException">as above</exception>
    /// <exception cref="UnauthorizedAccessException">not readable for us</exception>
    /// <exception cref="OperationCanceledException">the caller gave up</exception>
    public static async Task<string> WaitForAsync(Task<string> reading, TimeProvider time, CancellationToken cancel)
    {
        try
        {
            return await reading.WaitAsync(Patience, time, cancel);
        }
        catch (TimeoutException)
        {
            throw Late();
        }
    }

    /// <summary>Starts to read on a thread of its own, as opening a pipe can't be given up.</summary>
    public static Task<string> Begin(string path, int limit) => Task.Factory.StartNew(
        () => ReadNow(path, limit), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static string ReadNow(string path, int limit)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var content = new MemoryStream();
        var buffer = new byte[16 << 10];
        while (file.Read(buffer) is > 0 and var length)
        {
            if (content.Length + length > limit) throw new IOException($"it is larger than {limit} bytes");
            content.Write(buffer, 0, length);
        }

        content.Position = 0;
        using var text = new StreamReader(content);
        return text.ReadToEnd();
    }

    private static IOException Late() => new($"nothing came within {(int)Patience.TotalSeconds} s; is it a pipe?");
}
