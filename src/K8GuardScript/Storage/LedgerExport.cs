using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace K8GuardScript.Storage;

/// <summary>Writes what a ledger holds, for other programs.</summary>
internal static class LedgerExport
{
    // a spreadsheet takes what starts with these for a formula, and runs it
    private const string Formula = "=+-@\t\r";

    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n");

    private static readonly JsonWriterOptions Form = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One JSON object a line, whose <c>type</c> says what it is.</summary>
    /// <param name="ledger">read in parts: what is written meanwhile may be in it or not</param>
    /// <param name="tables">which, one after another</param>
    /// <param name="to">gets UTF-8</param>
    /// <param name="cancel">ends it between two lines</param>
    public static async Task WriteJsonAsync(SqliteLedger ledger, IEnumerable<ExportTable> tables, Stream to, CancellationToken cancel)
    {
        using var line = new MemoryStream();
        foreach (var table in tables)
        {
            foreach (var row in ledger.Export(table))
            {
                line.SetLength(0);
                Write(table, row, line);
                line.WriteByte((byte)'\n');
                await to.WriteAsync(line.GetBuffer().AsMemory(0, (int)line.Length), cancel).ConfigureAwait(false);
            }
        }

        await to.FlushAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>One table as RFC 4180 has it, with a first line of names.</summary>
    /// <inheritdoc cref="WriteJsonAsync" />
    public static async Task WriteCsvAsync(SqliteLedger ledger, ExportTable table, Stream to, CancellationToken cancel)
    {
        await WriteAsync(to, table.Columns.Select((_, column) => table.Shown(column)), cancel).ConfigureAwait(false);
        foreach (var row in ledger.Export(table))
            await WriteAsync(to, row.Select((value, column) => Cell(table.Shown(column, value))), cancel).ConfigureAwait(false);
        await to.FlushAsync(cancel).ConfigureAwait(false);
    }

    private static void Write(ExportTable table, object?[] row, Stream to)
    {
        using var json = new Utf8JsonWriter(to, Form);
        json.WriteStartObject();
        json.WriteString("type", table.Type);
        for (var column = 0; column < row.Length; column++)
        {
            switch (table.Shown(column, row[column]))
            {
                case string text:
                    json.WriteString(table.Shown(column), text);
                    break;
                case long number:
                    json.WriteNumber(table.Shown(column), number);
                    break;
                case bool flag:
                    json.WriteBoolean(table.Shown(column), flag);
                    break;
                case DateTimeOffset instant:
                    json.WriteString(table.Shown(column), Text(instant));
                    break;
                default:
                    json.WriteNull(table.Shown(column));
                    break;
            }
        }

        json.WriteEndObject();
    }

    private static ValueTask WriteAsync(Stream to, IEnumerable<string> cells, CancellationToken cancel) =>
        to.WriteAsync(Encoding.UTF8.GetBytes(string.Join(',', cells) + "\r\n"), cancel);

    private static string Cell(object? value)
    {
        var text = value switch
        {
            null => "",
            bool flag => flag ? "true" : "false",
            DateTimeOffset instant => Text(instant),
            string written when written.Length > 0 && Formula.Contains(written[0], StringComparison.Ordinal) => "'" + written,
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };
        return text.AsSpan().IndexOfAny(Quoted) < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static string Text(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
