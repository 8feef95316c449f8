namespace K8GuardScript.Http;

/// <summary>Keeps browsers from taking an answer for anything but what it says it is.</summary>
internal static class NoSniff
{
    public static void UseNoSniff(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";
        return next(context);
    });
}
