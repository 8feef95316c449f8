namespace K8GuardScript.Http;

/// <summary>Answers in words where a request can't be read, or what it orders can't be written down.</summary>
internal static class SaidWhy
{
    public static void UseSaidWhy(this IApplicationBuilder app)
    {
        app.Use(async (context, next) =>
        {
            try
            {
                await next(context).ConfigureAwait(false);
            }
            catch (BadHttpRequestException wrong) when (!context.Response.HasStarted)
            {
                var why = wrong.InnerException?.Message ?? wrong.Message;
                await AnswerAsync(context, wrong.StatusCode, $"the request can't be read: {why}").ConfigureAwait(false);
            }
            catch (IOException failure) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
            {
                await AnswerAsync(context, StatusCodes.Status503ServiceUnavailable, $"it can't be written down, so it was not taken: {failure.Message}")
                    .ConfigureAwait(false);
            }
        });
    }

    private static Task AnswerAsync(HttpContext context, int code, string why)
    {
        context.Response.StatusCode = code;
        return context.Response.WriteAsync(why + "\n", context.RequestAborted);
    }
}
