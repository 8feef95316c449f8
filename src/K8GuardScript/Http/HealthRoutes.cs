using K8GuardScript.Metrics;

namespace K8GuardScript.Http;

/// <summary>What probes and Prometheus ask for.</summary>
internal static class HealthRoutes
{
    public static void MapHealthRoutes(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/livez", () => Results.Text("ok\n"));
        routes.MapGet("/readyz", (Readiness readiness) =>
        {
            var missing = readiness.Missing();
            var lines = missing.Count > 0 ? missing : ["ok"];
            var text = string.Join('\n', lines.Concat(readiness.Degraded().Select(line => $"degraded: {line}"))) + "\n";
            return Results.Text(text, statusCode: missing.Count > 0 ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK);
        });
        routes.MapGet("/metrics", (PrometheusScrape scrape) => Results.Text(scrape.Collect(), PrometheusText.ContentType));
    }
}
