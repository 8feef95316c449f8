using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace K8GuardScript.Bench.Sync;

/// <summary>
/// The child process of the sync benchmark: answers lists and streamed lists of pods with bytes that were made beforehand.
/// Says its port on a line of its own and ends when its input ends.
/// </summary>
internal static class PodServer
{
    private const int PageSize = 500;

    public static async Task<int> RunAsync(string count)
    {
        var pods = int.Parse(count, CultureInfo.InvariantCulture);
        var pages = Enumerable.Range(0, (pods + PageSize - 1) / PageSize).Select(page => PageOf(page, pods)).ToArray();
        var events = Enumerable.Range(0, pages.Length).Select(page => EventsOf(page, pods)).ToArray();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{((IPEndPoint)listener.LocalEndpoint).Port} {pages.Sum(page => (long)page.Length)} {events.Sum(chunk => (long)chunk.Length)}"));

        using var stop = new CancellationTokenSource();
        var accepting = AcceptAsync(listener, pages, events, stop.Token);
        await Console.In.ReadLineAsync(CancellationToken.None);
        await stop.CancelAsync();
        await accepting;
        return 0;
    }

    private static async Task AcceptAsync(TcpListener listener, byte[][] pages, byte[][] events, CancellationToken stop)
    {
        var connections = new List<Task>();
        try
        {
            while (true) connections.Add(ServeAsync(await listener.AcceptSocketAsync(stop), pages, events, stop));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private static async Task ServeAsync(Socket socket, byte[][] pages, byte[][] events, CancellationToken stop)
    {
        using var owned = socket;
        var buffer = new byte[16 << 10];
        try
        {
            while (await ReadTargetAsync(socket, buffer, stop) is { } target)
            {
                if (target == "/version") await VersionAsync(socket, stop);
                else if (target.Contains("watch=true", StringComparison.Ordinal)) await StreamAsync(socket, target, events, stop);
                else await PageAsync(socket, target, pages, stop);
            }
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            // the measured process closed its connection, or is done
        }
    }

    /// <summary>Requests here have no body and come one at a time, so what was read up to the empty line is all.</summary>
    private static async Task<string?> ReadTargetAsync(Socket socket, byte[] buffer, CancellationToken stop)
    {
        var length = 0;
        while (buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8) < 0)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(length), SocketFlags.None, stop);
            if (read == 0) return null;
            length += read;
        }

        return Encoding.ASCII.GetString(buffer, 0, length).Split(' ')[1];
    }

    private static async Task VersionAsync(Socket socket, CancellationToken stop)
    {
        var version = """{"major":"1","minor":"36","gitVersion":"v1.36.2"}"""u8.ToArray();
        await SendAsync(socket, $"Content-Length: {version.Length}", stop);
        await socket.SendAsync(version, SocketFlags.None, stop);
    }

    private static async Task PageAsync(Socket socket, string target, byte[][] pages, CancellationToken stop)
    {
        var token = target.IndexOf("continue=", StringComparison.Ordinal);
        var page = token < 0 ? 0 : int.Parse(target.AsSpan(token + "continue=".Length), CultureInfo.InvariantCulture);
        await SendAsync(socket, $"Content-Length: {pages[page].Length}", stop);
        await socket.SendAsync(pages[page], SocketFlags.None, stop);
    }

    private static async Task StreamAsync(Socket socket, string target, byte[][] events, CancellationToken stop)
    {
        await SendAsync(socket, "Transfer-Encoding: chunked", stop);
        if (target.Contains("sendInitialEvents=true", StringComparison.Ordinal))
        {
            foreach (var chunk in events) await socket.SendAsync(chunk, SocketFlags.None, stop);
        }

        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop);
    }

    private static async Task SendAsync(Socket socket, string header, CancellationToken stop) => await socket.SendAsync(
        Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n{header}\r\n\r\n"), SocketFlags.None, stop);

    private static byte[] PageOf(int page, int pods)
    {
        var output = new ArrayBufferWriter<byte>(PageSize * 4096);
        var last = Math.Min(pods, (page + 1) * PageSize);
        var next = last < pods ? (page + 1).ToString(CultureInfo.InvariantCulture) : "";
        output.Write(Encoding.ASCII.GetBytes(
            $$"""{"kind":"PodList","apiVersion":"v1","metadata":{"resourceVersion":"{{SomePods.Version(pods)}}","continue":"{{next}}"},"items":["""));
        for (var number = page * PageSize; number < last; number++)
        {
            if (number > page * PageSize) output.Write(","u8);
            SomePods.Write(number, output);
        }

        output.Write("]}\n"u8);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>The same pods as chunks of one event each, and the mark of the end behind the last one.</summary>
    private static byte[] EventsOf(int page, int pods)
    {
        var output = new ArrayBufferWriter<byte>(PageSize * 4096);
        var pod = new ArrayBufferWriter<byte>(8192);
        var last = Math.Min(pods, (page + 1) * PageSize);
        for (var number = page * PageSize; number < last; number++)
        {
            pod.ResetWrittenCount();
            pod.Write("""{"type":"ADDED","object":{"kind":"Pod","apiVersion":"v1","""u8);
            var item = new ArrayBufferWriter<byte>(8192);
            SomePods.Write(number, item);
            pod.Write(item.WrittenSpan[1..]);
            pod.Write("}\n"u8);
            WriteChunk(output, pod.WrittenSpan);
        }

        if (last < pods) return output.WrittenSpan.ToArray();
        const string End = """{"k8s.io/initial-events-end":"true"}""";
        var metadata = $$"""{"resourceVersion":"{{SomePods.Version(pods)}}","annotations":{{End}} }""";
        var mark = $$"""{"type":"BOOKMARK","object":{"kind":"Pod","apiVersion":"v1","metadata":{{metadata}} } }""";
        WriteChunk(output, Encoding.ASCII.GetBytes(mark + "\n"));
        return output.WrittenSpan.ToArray();
    }

    private static void WriteChunk(ArrayBufferWriter<byte> output, ReadOnlySpan<byte> content)
    {
        output.Write(Encoding.ASCII.GetBytes(content.Length.ToString("x", CultureInfo.InvariantCulture) + "\r\n"));
        output.Write(content);
        output.Write("\r\n"u8);
    }
}
