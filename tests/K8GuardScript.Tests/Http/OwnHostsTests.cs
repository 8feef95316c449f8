using K8GuardScript.Http;
using K8GuardScript.Worker;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace K8GuardScript.Tests.Http;

public sealed class OwnHostsTests
{
    [Theory]
    [InlineData("localhost:8080", 200)]
    [InlineData("LOCALHOST", 200)]
    [InlineData("127.0.0.1:8080", 200)]
    [InlineData("[::1]:8080", 200)]
    [InlineData("rebound.example.com", 421)]
    [InlineData("localhost.example.com", 421)]
    [InlineData("", 421)]
    public async Task Without_a_token_only_this_machines_own_names_are_answered(string host, int status)
    {
        Assert.Equal(status, await AskAsync(host, tokenFile: null));
    }

    [Fact]
    public async Task With_a_token_any_name_will_do_as_a_service_has_many()
    {
        Assert.Equal(200, await AskAsync("k8guard.k8guard.svc", tokenFile: "token"));
    }

    private static async Task<int> AskAsync(string host, string? tokenFile)
    {
        var options = new GuardOptions { Policies = "", Data = "", Listen = ListenAddress.Parse("127.0.0.1:0"), ReadTokenFile = tokenFile };
        var app = new ApplicationBuilder(new ServiceCollection().BuildServiceProvider());
        app.UseOwnHosts(options);
        app.Run(context =>
        {
            context.Response.StatusCode = StatusCodes.Status200OK;
            return Task.CompletedTask;
        });
        var asked = new DefaultHttpContext();
        asked.Request.Host = new HostString(host);
        await app.Build()(asked);
        return asked.Response.StatusCode;
    }
}
