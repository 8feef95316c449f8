using K8GuardScript.Simulator.Answers;
using K8GuardScript.Simulator.Storage;
using Microsoft.AspNetCore.Http;

namespace K8GuardScript.Simulator.Faults;

/// <summary>
/// A watch whose version is gone. A 1.36 server says so in the stream; others, and proxies, by the code: both forms come, by
/// <see cref="Fault.After"/> even or odd.
/// </summary>
internal static class GoneWatch
{
    public static async Task<bool> AnswerAsync(HttpResponse response, Fault fault, CancellationToken cancellation)
    {
        var gone = ApiError.Expired("the resourceVersion for the provided watch is too old");
        if (fault.After % 2 == 1)
        {
            await gone.WriteAsync(response, cancellation);
            return true;
        }

        response.ContentType = "application/json";
        await response.Body.WriteAsync("{\"type\":\"ERROR\",\"object\":"u8.ToArray(), cancellation);
        await response.Body.WriteAsync(JsonBytes.Of(gone.Status), cancellation);
        await response.Body.WriteAsync("}\n"u8.ToArray(), cancellation);
        return true;
    }
}
