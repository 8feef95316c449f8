using Microsoft.AspNetCore.Http.HttpResults;

namespace K8GuardScript.Http;

/// <summary>The web page.</summary>
internal static class ReportRoutes
{
    public static void MapReport(this IEndpointRouteBuilder routes) => routes.MapGet("/", () => new RazorComponentResult<ReportPage>());
}
