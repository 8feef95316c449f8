using K8GuardScript.Http;
using K8GuardScript.Worker;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace K8GuardScript.Tests.Http;

public sealed class ReaderTokenTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("127.0.0.1:0", false, null, 200)]
    [InlineData("127.0.0.1:0", true, null, 401)]
    [InlineData("127.0.0.1:0", true, "Bearer right", 200)]
    [InlineData("0.0.0.0:0", false, null, 401)]
    [InlineData("0.0.0.0:0", false, "Bearer right", 401)]
    [InlineData("0.0.0.0:0", true, null, 401)]
    [InlineData("0.0.0.0:0", true, "Bearer right", 200)]
    [InlineData("0.0.0.0:0", true, "Bearer wrong", 401)]
    [InlineData("0.0.0.0:0", true, "Bearer righ", 401)]
    [InlineData("0.0.0.0:0", true, "Bearer right ", 401)]
    [InlineData("0.0.0.0:0", true, "Bearer ", 401)]
    [InlineData("0.0.0.0:0", true, "Basic right", 401)]
    [InlineData("0.0.0.0:0", true, "right", 401)]
    public async Task Who_may_read(string listen, bool hasToken, string? brought, int status)
    {
        var options = Options(listen, hasToken ? folder.Write("token", "right\n") : null);

        Assert.Equal(status, await AskAsync(options, "/api/v1/violations", brought));
    }

    [Theory]
    [InlineData("/livez", 200)]
    [InlineData("/readyz", 200)]
    [InlineData("/livez/", 401)]
    [InlineData("/livez/../metrics", 401)]
    [InlineData("/metrics", 401)]
    [InlineData("/", 401)]
    [InlineData("/deploys", 401)]
    [InlineData("/api/v1/events", 401)]
    public async Task Only_probes_need_no_token(string path, int status)
    {
        Assert.Equal(status, await AskAsync(Options("0.0.0.0:0", folder.Write("token", "right")), path, brought: null));
    }

    [Fact]
    public async Task A_new_token_in_the_file_counts_at_once_and_the_old_one_no_more()
    {
        var file = folder.Write("token", "old");
        var ask = Pipeline(Options("0.0.0.0:0", file));
        Assert.Equal(200, await AskAsync(ask, "/metrics", "Bearer old"));

        folder.Write("token", "new");

        Assert.Equal(401, await AskAsync(ask, "/metrics", "Bearer old"));
        Assert.Equal(200, await AskAsync(ask, "/metrics", "Bearer new"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n")]
    [InlineData(null)]
    public async Task Without_a_token_to_compare_with_nobody_gets_in(string? content)
    {
        var file = content is null ? folder.At("missing") : folder.Write("token", content);

        Assert.Equal(401, await AskAsync(Options("127.0.0.1:0", file), "/metrics", "Bearer "));
        Assert.Equal(401, await AskAsync(Options("127.0.0.1:0", file), "/metrics", null));
    }

    private GuardOptions Options(string listen, string? tokenFile) =>
        new() { Policies = folder.Path, Data = folder.Path, Listen = ListenAddress.Parse(listen), ReadTokenFile = tokenFile };

    private static RequestDelegate Pipeline(GuardOptions options)
    {
        var app = new ApplicationBuilder(new ServiceCollection().BuildServiceProvider());
        app.UseReaderToken(options);
        app.Run(context =>
        {
            context.Response.StatusCode = StatusCodes.Status200OK;
            return Task.CompletedTask;
        });
        return app.Build();
    }

    private static Task<int> AskAsync(GuardOptions options, string path, string? brought) => AskAsync(Pipeline(options), path, brought);

    private static async Task<int> AskAsync(RequestDelegate pipeline, string path, string? brought)
    {
        var context = new DefaultHttpContext();
        context.Request.Path = path;
        if (brought is not null) context.Request.Headers.Authorization = brought;
        await pipeline(context);
        if (context.Response.StatusCode == 401) Assert.Equal("Bearer", context.Response.Headers.WWWAuthenticate);
        return context.Response.StatusCode;
    }
}
