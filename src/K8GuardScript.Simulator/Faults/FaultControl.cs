using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;

namespace K8GuardScript.Simulator.Faults;

/// <summary>
/// <c>/faults</c>: GET tells what waits and what has struck, POST adds a <see cref="Fault"/> or starts faults from a seed
/// (<c>{"seed": 7, "share": 0.2}</c>), DELETE stops them. No path of Kubernetes begins so.
/// </summary>
internal sealed class FaultControl(FaultInjection faults)
{
    public const string Path = "/faults";

    private const string Example = """{"kind": "reset", "verb": "watch", "resource": "pods", "after": 100} or {"seed": 7, "share": 0.2}""";

    private static readonly string Fields =
        $"`kind` is one of {string.Join(", ", Enum.GetNames<FaultKind>().Select(JsonNamingPolicy.CamelCase.ConvertName))}; " +
        "`verb`, `resource` and `retryAfter` are texts, `times`, `after` and `code` whole numbers";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    public async Task HandleAsync(HttpContext context, CancellationToken cancellation)
    {
        try
        {
            switch (context.Request.Method)
            {
                case "GET":
                    break;
                case "POST":
                    await PostAsync(context.Request, cancellation);
                    break;
                case "DELETE":
                    faults.Stop();
                    break;
                default:
                    context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
                    return;
            }

            await context.Response.WriteAsJsonAsync(new Answer(faults.Waiting, faults.Struck), Json, cancellation);
        }
        catch (InvalidFaultException wrong)
        {
            await RefuseAsync(context.Response, wrong.Message, cancellation);
        }
        catch (JsonException wrong)
        {
            // the reader's own words are about types of this program
            var place = wrong.Path is { Length: > 2 } path ? $" at `{path[2..]}`" : "";
            await RefuseAsync(context.Response, $"the body can't be read as a fault{place}: {Fields}", cancellation);
        }
    }

    private static Task RefuseAsync(HttpResponse response, string why, CancellationToken cancellation)
    {
        response.StatusCode = StatusCodes.Status400BadRequest;
        response.ContentType = "text/plain";
        return response.WriteAsync($"{why}; write such as {Example}\n", cancellation);
    }

    private async Task PostAsync(HttpRequest request, CancellationToken cancellation)
    {
        using var body = await JsonDocument.ParseAsync(request.Body, cancellationToken: cancellation);
        if (body.RootElement.ValueKind == JsonValueKind.Object && body.RootElement.TryGetProperty("seed", out _))
        {
            var start = body.RootElement.Deserialize<Start>(Json)!;
            faults.Start(start.Seed, start.Share);
            return;
        }

        faults.Add(body.RootElement.Deserialize<Fault>(Json) ?? throw new JsonException("a fault must be a JSON object"));
    }

    private sealed record Start(int Seed, double Share = 0.2);

    private sealed record Answer(IReadOnlyList<Fault> Waiting, IReadOnlyDictionary<FaultKind, int> Struck);
}
