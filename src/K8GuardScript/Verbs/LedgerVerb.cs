using System.CommandLine;
using K8GuardScript.Storage;
using K8GuardScript.Worker;

namespace K8GuardScript.Verbs;

/// <summary><c>k8guard ledger export</c>: what a stopped guard recorded.</summary>
internal static class LedgerVerb
{
    private const string Csv = "csv";

    public static Command Create()
    {
        var export = new Command("export", "Print what the ledger of a stopped guard holds; a running one gives it at /api/v1/ledger/export.");
        var data = new Option<string?>("--data") { Description = "the folder with the ledger [default: ./k8guard-data]", HelpName = "DIR" };
        var table = new Option<string?>("--table")
        {
            Description = $"what to print: {Words()} [default: all, as csv violations]",
            HelpName = "TABLE",
        };
        table.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } typed && Find(typed) is null)
                result.AddError($"`--table` is `{typed}`: expected {Words()}");
        });
        var format = OutputOption.Create("json", Csv);
        export.Options.Add(data);
        export.Options.Add(table);
        export.Options.Add(format);
        export.SetAction((parsed, cancel) => CommandLine.WholeAsync(
            async () =>
            {
                var folder = UserPath.Folder(parsed.GetValue(data) ?? "k8guard-data", "data", "--data");
                await PrintAsync(folder, Find(parsed.GetValue(table)), parsed.GetValue(format) == Csv, cancel).ConfigureAwait(false);
                return 0;
            },
            cancel));
        return new Command("ledger", "Look into the ledger.") { export };
    }

    private static async Task PrintAsync(string folder, ExportTable? table, bool asCsv, CancellationToken cancel)
    {
        try
        {
            using var ledger = SqliteLedger.OpenToRead(folder);
            await using var output = Console.OpenStandardOutput();
            if (asCsv) await LedgerExport.WriteCsvAsync(ledger, table ?? ExportTable.All[0], output, cancel).ConfigureAwait(false);
            else await LedgerExport.WriteJsonAsync(ledger, table is null ? ExportTable.All : [table], output, cancel).ConfigureAwait(false);
        }
        catch (LedgerFileException unusable)
        {
            throw new StartException(unusable.Message);
        }
    }

    private static ExportTable? Find(string? word) => ExportTable.All.FirstOrDefault(table => table.Word == word);

    private static string Words() => string.Join(", ", ExportTable.All.Select(table => $"`{table.Word}`"));
}
