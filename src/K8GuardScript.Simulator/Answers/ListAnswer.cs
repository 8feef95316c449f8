using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.IO.Pipelines;
using System.Text;
using K8GuardScript.Simulator.Storage;
using Microsoft.AspNetCore.Http;

namespace K8GuardScript.Simulator.Answers;

/// <summary>A list, written piece by piece, so that a large one is never in memory as a whole.</summary>
internal sealed class ListAnswer(ObjectForm form, IReadOnlyList<StoredObject> items, ListMetadata metadata) : IAnswer
{
    private const int FlushEvery = 64 << 10;
    private const long CompressedFrom = 128 << 10;

    public async Task WriteAsync(HttpResponse response, CancellationToken cancellation)
    {
        response.ContentType = "application/json";
        if (!IsCompressed(response.HttpContext.Request))
        {
            await WriteAsync(response.BodyWriter, cancellation);
            return;
        }

        response.Headers.ContentEncoding = "gzip";
        response.Headers.Vary = "Accept-Encoding";
        await using var zip = new GZipStream(response.Body, CompressionLevel.Fastest);
        await WriteAsync(PipeWriter.Create(zip), cancellation);
    }

    private async Task WriteAsync(PipeWriter writer, CancellationToken cancellation)
    {
        Write(Head());
        if (items.Count == 0 && form.MetadataOnly)
        {
            // as a real server does for this representation
            Write("null}\n");
            await writer.FlushAsync(cancellation);
            return;
        }

        Write("[");
        long unflushed = 0;
        for (var i = 0; i < items.Count; i++)
        {
            if (i > 0) Write(",");
            var item = form.Item(items[i]);
            writer.Write(item.Span);
            unflushed += item.Length;
            if (unflushed < FlushEvery) continue;
            unflushed = 0;
            await writer.FlushAsync(cancellation);
        }

        Write("]}\n");
        await writer.FlushAsync(cancellation);

        void Write(string text) => Encoding.UTF8.GetBytes(text, writer);
    }

    /// <summary>Only where it is asked for and worth it (feature APIResponseCompression).</summary>
    private bool IsCompressed(HttpRequest request) => request.Method == "GET"
        && request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.Ordinal)
        && items.Sum(item => (long)item.Json.Length) > CompressedFrom;

    private string Head()
    {
        var head = new StringBuilder();
        head.Append(CultureInfo.InvariantCulture, $"{{\"kind\":\"{form.ListKind}\",\"apiVersion\":\"{form.ListApiVersion}\",");
        head.Append(CultureInfo.InvariantCulture, $"\"metadata\":{{\"resourceVersion\":\"{metadata.Revision}\"");
        if (metadata.Continue is not null) head.Append(CultureInfo.InvariantCulture, $",\"continue\":\"{metadata.Continue}\"");
        if (metadata.Remaining is { } remaining) head.Append(CultureInfo.InvariantCulture, $",\"remainingItemCount\":{remaining}");
        return head.Append("},").Append(form.ListPrefix).ToString();
    }
}
