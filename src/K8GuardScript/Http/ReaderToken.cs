using System.Security.Cryptography;
using System.Text;
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
            if (Open.Contains(context.Request.Path.Value, StringComparer.Ordinal) || IsBrought(context.Request, options.ReadTokenFile))
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

    // read anew each time, so that the token can be rotated
    private static bool IsBrought(HttpRequest request, string? file)
    {
        if (file is null || request.Headers.Authorization.ToString() is not ['B', 'e', 'a', 'r', 'e', 'r', ' ', .. var brought]) return false;
        string wanted;
        try
        {
            wanted = File.ReadAllText(file).Trim();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // no token to compare with: nobody gets in
            return false;
        }

        return wanted.Length > 0 && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(brought), Encoding.UTF8.GetBytes(wanted));
    }
}
