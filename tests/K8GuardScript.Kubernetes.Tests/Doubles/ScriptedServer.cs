using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace K8GuardScript.Kubernetes.Tests.Doubles;

/// <summary>
/// Plays scripted answers over real sockets. Answers to one key are given in the order they were scripted; a request without
/// an answer left waits in silence.
/// </summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    /// <summary>As a server answers that can't tell all it has at once; for tests that script nothing else.</summary>
    private static readonly Reply Legacy = Reply.Json("""{"kind":"APIGroupList","apiVersion":"v1","groups":[]}""");

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly bool asksForCertificate;
    private readonly Lock gate = new();
    private readonly Dictionary<string, Queue<Reply>> script = [];
    private readonly List<ScriptedRequest> requests = [];
    private readonly Task accepting;
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ScriptedServer(X509Certificate2? certificate = null, bool asksForCertificate = false)
    {
        this.asksForCertificate = asksForCertificate;
        Certificate = certificate;
        listener.Start();
        accepting = AcceptAsync();
    }

    public Uri Address => new($"{(Certificate is null ? "http" : "https")}://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");

    /// <summary>What the server shows from the next connection on; null for plain HTTP.</summary>
    public X509Certificate2? Certificate { get; set; }

    /// <summary>The certificate that the last client showed.</summary>
    public X509Certificate2? ClientCertificate { get; private set; }

    /// <summary>The answer to a request without a scripted one; null for silence.</summary>
    public Func<ScriptedRequest, Reply?> Otherwise { get; set; } = _ => null;

    public ScriptedRequest[] Requests
    {
        get
        {
            lock (gate) return [.. requests];
        }
    }

    /// <param name="key">such as <c>GET /api/v1/pods</c> or <c>WATCH /api/v1/pods</c></param>
    /// <param name="replies">one a request</param>
    public void On(string key, params Reply[] replies)
    {
        lock (gate)
        {
            if (!script.TryGetValue(key, out var queue)) script[key] = queue = new Queue<Reply>();
            foreach (var reply in replies) queue.Enqueue(reply);
        }
    }

    /// <summary>The targets of all requests filed under a key.</summary>
    public string[] Targets(string key) => [.. Requests.Where(request => request.Key == key).Select(request => request.Target)];

    /// <summary>Waits for the n-th request under a key.</summary>
    public async Task<ScriptedRequest> RequestAsync(string key, int ordinal = 1)
    {
        while (true)
        {
            Task changed;
            lock (gate)
            {
                var found = requests.Where(request => request.Key == key).Skip(ordinal - 1).FirstOrDefault();
                if (found is not null) return found;
                changed = this.changed.Task;
            }

            await changed.WaitAsync(Patience.Long);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await accepting;
        listener.Stop();
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true) connections.Add(ServeAsync(await listener.AcceptSocketAsync(stop.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using var owned = socket;
        try
        {
            await using var stream = await SecuredAsync(new NetworkStream(socket));
            while (await ReadRequestAsync(stream) is { } request)
            {
                if (await AnswerAsync(stream, Note(request)) is not (var end and not ReplyEnd.Clean)) continue;
                if (end == ReplyEnd.Reset) socket.LingerState = new LingerOption(true, 0);
                return;
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or SocketException or AuthenticationException)
        {
            // the client went away, or the test ends
        }
    }

    private async Task<Stream> SecuredAsync(Stream plain)
    {
        if (Certificate is null) return plain;
        var secured = new SslStream(plain);
        var options = new SslServerAuthenticationOptions
        {
            ServerCertificateContext = SslStreamCertificateContext.Create(Certificate, null, offline: true),
            ClientCertificateRequired = this.asksForCertificate,
            CertificateChainPolicy = new X509ChainPolicy
            {
                VerificationFlags = X509VerificationFlags.AllFlags,
                RevocationMode = X509RevocationMode.NoCheck,
            },
        };
        await secured.AuthenticateAsServerAsync(options, stop.Token);
        ClientCertificate = secured.RemoteCertificate as X509Certificate2;
        return secured;
    }

    private Reply? Note(ScriptedRequest request)
    {
        TaskCompletionSource changed;
        Reply? reply = null;
        lock (gate)
        {
            requests.Add(request);
            if (script.TryGetValue(request.Key, out var queue)) queue.TryDequeue(out reply);
            else if (request.Key is "GET /api" or "GET /apis") reply = Legacy;
            reply ??= Otherwise(request);
            changed = this.changed;
            this.changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        changed.TrySetResult();
        return reply;
    }

    private async Task<ReplyEnd> AnswerAsync(Stream stream, Reply? reply)
    {
        if (reply is null) await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop.Token);
        if (reply!.Head.Length > 0) await stream.WriteAsync(Encoding.Latin1.GetBytes(reply.Head + "\r\n"), stop.Token);
        foreach (var piece in reply.Pieces)
        {
            var size = string.Create(CultureInfo.InvariantCulture, $"{piece.Length:x}\r\n");
            if (reply.IsChunked) await stream.WriteAsync(Encoding.Latin1.GetBytes(size), stop.Token);
            await stream.WriteAsync(piece, stop.Token);
            if (reply.IsChunked) await stream.WriteAsync("\r\n"u8.ToArray(), stop.Token);
        }

        if (reply.IsChunked && reply.End == ReplyEnd.Clean) await stream.WriteAsync("0\r\n\r\n"u8.ToArray(), stop.Token);
        if (reply.End == ReplyEnd.Silence) await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop.Token);
        return reply.End;
    }

    private async Task<ScriptedRequest?> ReadRequestAsync(Stream stream)
    {
        var head = new List<byte>();
        var one = new byte[1];
        while (head.Count < 4 || !head[^4..].SequenceEqual("\r\n\r\n"u8.ToArray()))
        {
            if (await stream.ReadAsync(one, stop.Token) == 0) return null;
            head.Add(one[0]);
        }

        var lines = Encoding.Latin1.GetString([.. head]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var first = lines[0].Split(' ');
        var headers = lines[1..].Select(line => line.Split(':', 2))
            .ToDictionary(parts => parts[0].ToLowerInvariant(), parts => parts[1].Trim(), StringComparer.Ordinal);
        var body = new byte[int.Parse(headers.GetValueOrDefault("content-length", "0"), CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body, stop.Token);
        return new ScriptedRequest(first[0], first[1], headers, Encoding.UTF8.GetString(body));
    }
}
