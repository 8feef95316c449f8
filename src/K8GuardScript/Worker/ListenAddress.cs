using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace K8GuardScript.Worker;

/// <summary>An address and a port to listen at.</summary>
internal sealed record ListenAddress(IPAddress Address, int Port)
{
    /// <summary>
    /// Reads <c>127.0.0.1:8080</c>, <c>[::1]:8080</c>, <c>localhost:8080</c>, <c>*:8080</c> or <c>:8080</c>; port 0 takes any free one.
    /// </summary>
    /// <exception cref="FormatException">the text is none of these</exception>
    public static ListenAddress Parse(string text)
    {
        var colon = text.LastIndexOf(':');
        var host = colon < 0 ? "" : text[..colon];
        if (colon < 0 || !ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port))
            throw new FormatException($"`{text}` is no address to listen at: expected `ADDRESS:PORT`, such as `127.0.0.1:8080`");

        var address = host switch
        {
            "" or "*" => IPAddress.Any,
            "localhost" => IPAddress.Loopback,
            // INVARIANT: only the full form, as "1" would quietly be 0.0.0.1, and "[::1]:9" would lose its port
            _ => IPAddress.TryParse(host, out var parsed) && IsFullForm(host, parsed) ? parsed : null,
        };
        return address is null
            ? throw new FormatException($"`{host}` in `{text}` is no IP address: expected one such as `127.0.0.1` or `0.0.0.0`")
            : new ListenAddress(address, port);
    }

    private static bool IsFullForm(string host, IPAddress parsed) =>
        parsed.AddressFamily == AddressFamily.InterNetworkV6 ? host is ['[', .., ']'] : host == parsed.ToString();

    /// <summary>Whether only this machine can reach it.</summary>
    public bool IsLoopback => IPAddress.IsLoopback(Address);

    /// <inheritdoc />
    public override string ToString() => new IPEndPoint(Address, Port).ToString();
}
