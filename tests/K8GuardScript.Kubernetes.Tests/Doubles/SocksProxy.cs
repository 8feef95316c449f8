using System.Net;
using System.Net.Sockets;
using System.Text;

namespace K8GuardScript.Kubernetes.Tests.Doubles;

/// <summary>A SOCKS5 proxy (RFC 1928) that connects its one client to one address, and remembers what it asked for.</summary>
internal sealed class SocksProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Uri target;
    private readonly Task serving;

    public SocksProxy(Uri target)
    {
        this.target = target;
        listener.Start();
        serving = ServeAsync();
    }

    public Uri Address => new($"socks5://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");

    public string Asked { get; private set; } = "";

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await serving;
        listener.Stop();
        stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            using var client = await listener.AcceptTcpClientAsync(stop.Token);
            using var server = new TcpClient(target.Host, target.Port);
            var (near, far) = (client.GetStream(), server.GetStream());
            await GreetAsync(near);
            await Task.WhenAny(near.CopyToAsync(far, stop.Token), far.CopyToAsync(near, stop.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // the test ends
        }
    }

    private async Task GreetAsync(NetworkStream client)
    {
        var head = new byte[2];
        await client.ReadExactlyAsync(head, stop.Token);
        await client.ReadExactlyAsync(new byte[head[1]], stop.Token);
        await client.WriteAsync(new byte[] { 5, 0 }, stop.Token);

        var request = new byte[5];
        await client.ReadExactlyAsync(request, stop.Token);
        var rest = new byte[request[4] + 2];
        await client.ReadExactlyAsync(rest, stop.Token);
        Asked = $"{Encoding.ASCII.GetString(rest, 0, request[4])}:{(rest[^2] << 8) + rest[^1]}";
        await client.WriteAsync(new byte[] { 5, 0, 0, 1, 0, 0, 0, 0, 0, 0 }, stop.Token);
    }
}
