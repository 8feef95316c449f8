using K8GuardScript.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace K8GuardScript.Http;

/// <summary>The whole record, as only the running guard has its file open.</summary>
internal static class LedgerRoutes
{
    public static void MapLedgerRoutes(this RouteGroupBuilder api) => api.MapGet("/ledger/export", Export);

    private static Results<PushStreamHttpResult, BadRequest<string>> Export(
        SqliteLedger ledger, IHostApplicationLifetime lifetime, string? table, CancellationToken cancel)
    {
        if (FilterWords.Problem("table", table, ExportTable.All.Select(each => each.Word)) is { } wrong) return TypedResults.BadRequest(wrong);
        var tables = ExportTable.All.Where(each => table is null || string.Equals(each.Word, table, StringComparison.OrdinalIgnoreCase));
        return TypedResults.Stream(
            async stream =>
            {
                // a long answer must not keep the program from stopping
                using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, lifetime.ApplicationStopping);
                await LedgerExport.WriteJsonAsync(ledger, tables, stream, either.Token).ConfigureAwait(false);
            },
            "application/x-ndjson", "k8guard-ledger.jsonl");
    }
}
