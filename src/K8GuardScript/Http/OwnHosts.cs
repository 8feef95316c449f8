using System.Net;
using K8GuardScript.Worker;

namespace K8GuardScript.Http;

/// <summary>
/// Where readers need no token, only requests for this machine's own names are answered: otherwise a web page could point a
/// name of its own at the loopback address and read along (DNS rebinding).
/// </summary>
internal static class OwnHosts
{
    public static void UseOwnHosts(this IApplicationBuilder app, GuardOptions options)
    {
        if (options.ReadTokenFile is not null) return;

        app.Use(async (context, next) =>
        {
            if (IsOwn(context.Request.Host.Host))
            {
                await next(context).ConfigureAwait(false);
                return;
            }

            context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
            await context.Response.WriteAsync("ask for `localhost` or an address of this machine\n", context.RequestAborted).ConfigureAwait(false);
        });
    }

    private static bool IsOwn(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || IPAddress.TryParse(host.Trim('[', ']'), out _);
}
