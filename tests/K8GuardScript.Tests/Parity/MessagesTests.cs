using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Flurl.Http;
using K8GuardScript.Channels;
using K8GuardScript.Tests.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace K8GuardScript.Tests.Parity;

/// <summary>What K8Guard's messages let through, and what happens here.</summary>
[Collection(nameof(ServedGuard))]
public sealed class MessagesTests(ServedGuard guard)
{
    [Fact]
    public async Task A_server_that_nobody_vouches_for_gets_no_message()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var today = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(today.AddDays(-1), today.AddDays(1));
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration()
            .ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        await using var app = builder.Build();
        var got = 0;
        app.Run(_ =>
        {
            got++;
            return Task.CompletedTask;
        });
        await app.StartAsync(TestContext.Current.CancellationToken);

        var client = guard.Services.GetRequiredService<IFlurlClient>().HttpClient;
        var failure = await Assert.ThrowsAsync<HttpRequestException>(
            () => client.GetAsync(new Uri(app.Urls.Single()), TestContext.Current.CancellationToken));

        Assert.IsType<AuthenticationException>(failure.InnerException);
        Assert.Equal(0, got);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<a href='https://evil.example'>pay</a>")]
    [InlineData("<at>everyone</at> [x](https://evil.example)")]
    public void Text_from_the_cluster_is_never_taken_for_markup(string hostile)
    {
        Assert.DoesNotMatch(@"(?<!\\)[<>\[\]]", MarkdownText.Escape(hostile));
        var card = AdaptiveCard.Of(Some.Message(Some.Warning(Some.Episode() with { Message = hostile })), Some.Noon, TimeZoneInfo.Utc);
        Assert.DoesNotContain(hostile, Texts(card), StringComparison.Ordinal);
    }

    private static string Texts(JsonNode node) => node switch
    {
        JsonObject map => string.Join('\n', map.Select(pair => pair.Value).OfType<JsonNode>().Select(Texts)),
        JsonArray list => string.Join('\n', list.OfType<JsonNode>().Select(Texts)),
        _ => node.ToString(),
    };
}
