using K8GuardScript.Simulator.Answers;
using Microsoft.AspNetCore.Http;

namespace K8GuardScript.Simulator.Faults;

/// <summary>A 429 or 5xx, worded by the API server or by a proxy before it.</summary>
internal sealed class RefusedAnswer(Fault fault) : IAnswer
{
    public async Task WriteAsync(HttpResponse response, CancellationToken cancellation)
    {
        if (fault.RetryAfter is { } wait) response.Headers.RetryAfter = wait;
        if (fault is { Kind: FaultKind.ServerError, Code: StatusCodes.Status502BadGateway or StatusCodes.Status504GatewayTimeout })
        {
            response.StatusCode = fault.Code;
            response.ContentType = "text/html";
            await response.WriteAsync($"<html><body><h1>{fault.Code} from a proxy</h1></body></html>\n", cancellation);
            return;
        }

        await Status().WriteAsync(response, cancellation);
    }

    private ApiError Status() => (fault.Kind, fault.Code) switch
    {
        (FaultKind.TooManyRequests, _) => ApiError.Generic(
            StatusCodes.Status429TooManyRequests, "TooManyRequests", "too many requests, please try again later"),
        (_, StatusCodes.Status503ServiceUnavailable) => ApiError.Generic(
            StatusCodes.Status503ServiceUnavailable, "ServiceUnavailable", "the server is currently unable to handle the request"),
        _ => ApiError.Unclassified("etcdserver: leader changed"),
    };
}
