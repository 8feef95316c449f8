using System.Globalization;
using System.Text;

namespace K8GuardScript.Kubernetes.Tests.Doubles;

/// <summary>How a scripted answer ends.</summary>
public enum ReplyEnd
{
    /// <summary>As it should; the connection stays open for the next request.</summary>
    Clean,

    /// <summary>The connection is closed without the last chunk.</summary>
    Cut,

    /// <summary>The connection is reset.</summary>
    Reset,

    /// <summary>Nothing more comes, and nothing ends.</summary>
    Silence,
}

/// <summary>One scripted answer.</summary>
internal sealed class Reply
{
    /// <summary>Status line and headers, without the empty line behind them; empty for none at all.</summary>
    public string Head { get; private init; } = "";

    /// <summary>Pieces of a chunked body, or the one piece of a body with a length.</summary>
    public IReadOnlyList<byte[]> Pieces { get; private init; } = [];

    public bool IsChunked { get; private init; }

    public ReplyEnd End { get; private init; }

    public static Reply Json(string body, int status = 200) => Text(body, status, "application/json");

    public static Reply Text(string body, int status, string contentType, params string[] headers) =>
        Bytes(Encoding.UTF8.GetBytes(body), status, contentType, headers);

    public static Reply Bytes(byte[] body, int status, string contentType, params string[] headers) => new()
    {
        Head = string.Create(
            CultureInfo.InvariantCulture,
            $"HTTP/1.1 {status} Scripted\r\nContent-Type: {contentType}\r\nContent-Length: {body.Length}\r\n{Lines(headers)}"),
        Pieces = [body],
    };

    /// <summary>A 200 with these lines of a watch.</summary>
    public static Reply Watch(ReplyEnd end, params string[] lines) =>
        Stream(end, [.. lines.Select(line => Encoding.UTF8.GetBytes(line + "\n"))]);

    public static Reply Stream(ReplyEnd end, params byte[][] pieces) => new()
    {
        Head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n",
        Pieces = pieces,
        IsChunked = true,
        End = end,
    };

    /// <summary>Whatever it is, and the connection is closed behind it.</summary>
    public static Reply Raw(string bytes) => new() { Head = bytes, End = ReplyEnd.Cut };

    /// <summary>No answer; the connection ends so.</summary>
    public static Reply Nothing(ReplyEnd end) => new() { End = end };

    public static Reply Status(int code, string reason, string message, string details = "{}", params string[] headers) => Text(
        $$"""
        {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure",
        "message":"{{message}}","reason":"{{reason}}","details":{{details}},"code":{{code}}}
        """,
        code,
        "application/json",
        headers);

    private static string Lines(string[] headers) => string.Concat(headers.Select(header => header + "\r\n"));
}
