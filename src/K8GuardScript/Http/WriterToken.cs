using K8GuardScript.Worker;
using Microsoft.AspNetCore.Authorization;

namespace K8GuardScript.Http;

/// <summary>Whatever changes something needs the token for it, also on this machine: any program and any web page can reach loopback.</summary>
internal static class WriterToken
{
    public static void UseWriterToken(this IApplicationBuilder app, GuardOptions options)
    {
        app.Use(async (context, next) =>
        {
            if (OnlyReads(context.Request.Method) || IsOpen(context) || BearerToken.IsBrought(context.Request, options.WriteTokenFile))
            {
                await next(context).ConfigureAwait(false);
                return;
            }

            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            context.Response.Headers.WWWAuthenticate = "Bearer";
            const string Needed = "a token for writing is needed: `Authorization: Bearer ...`, with what the file of --write-token-file holds "
                + "(without that option: `api-token` in the data folder)\n";
            await context.Response.WriteAsync(Needed, context.RequestAborted).ConfigureAwait(false);
        });
    }

    // the demo stands in for a workflow on the other side, which takes what anybody posts
    private static bool IsOpen(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    private static bool OnlyReads(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);
}
