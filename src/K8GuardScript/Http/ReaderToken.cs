using K8GuardScript.Worker;

namespace K8GuardScript.Http;

/// <summary>Beyond loopback whoever reads must bring the token; probes need none, as they tell nothing.</summary>
internal static class ReaderToken
{
    private static readonly string[] Open = ["/livez", "/readyz"];

    public static void UseReaderToken(this IApplicationBuilder app, GuardOptions options)
    {
        if (options.ReadTokenFile is null && options.Listen.IsLoopback) return;

        app.Use(async (context, next) =>
        {
            if (IsLetIn(context.Request, options))
            {
                await next(context).ConfigureAwait(false);
                return;
            }

            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            context.Response.Headers.WWWAuthenticate = "Bearer";
            const string Needed = "a token is needed: `Authorization: Bearer ...`, with what the file of --read-token-file holds\n";
            await context.Response.WriteAsync(Needed, context.RequestAborted).ConfigureAwait(false);
        });
    }

    // whoever may write may read
    private static bool IsLetIn(HttpRequest request, GuardOptions options) =>
        Open.Contains(request.Path.Value, StringComparer.Ordinal)
        || BearerToken.IsBrought(request, options.ReadTokenFile)
        || BearerToken.IsBrought(request, options.WriteTokenFile);
}
