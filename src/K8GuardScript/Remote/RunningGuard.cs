using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using K8GuardScript.Worker;

namespace K8GuardScript.Remote;

/// <summary>Asks a running guard through its HTTP API: it alone opens its ledger.</summary>
/// <param name="address">where it is</param>
/// <param name="http">sends; its time-out bounds each call</param>
internal sealed class RunningGuard(GuardAddress address, HttpClient http)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { MaxDepth = 512 };

    /// <summary>Reads.</summary>
    /// <param name="path">below the server, with its query</param>
    /// <param name="cancel">gives up</param>
    /// <exception cref="StartException">it can't be reached, or says no; the message says why and what to do</exception>
    public Task<T> GetAsync<T>(string path, CancellationToken cancel) => AskAsync(HttpMethod.Get, path, null, ReadAsync<T>, cancel);

    /// <summary>Orders something; never sent twice.</summary>
    /// <inheritdoc cref="GetAsync" />
    public Task<T> PostAsync<T>(string path, object body, CancellationToken cancel) =>
        AskAsync(HttpMethod.Post, path, JsonContent.Create(body, body.GetType(), options: Json), ReadAsync<T>, cancel);

    /// <summary>Takes something away; never sent twice.</summary>
    /// <inheritdoc cref="GetAsync" />
    public Task DeleteAsync(string path, CancellationToken cancel) =>
        AskAsync(HttpMethod.Delete, path, null, (_, _) => Task.FromResult(true), cancel);

    private async Task<T> AskAsync<T>(
        HttpMethod method, string path, HttpContent? body, Func<HttpContent, CancellationToken, Task<T>> read, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(method, new Uri(address.Server, path)) { Content = body };
        if (Token() is { } token) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        try
        {
            using var answer = await http.SendAsync(request, cancel).ConfigureAwait(false);
            if (!answer.IsSuccessStatusCode) throw new StartException(await RefusalAsync(answer, cancel).ConfigureAwait(false));
            return await read(answer.Content, cancel).ConfigureAwait(false);
        }
        catch (HttpRequestException failure)
        {
            throw new StartException(
                $"no guard can be reached at {address.Server}: {failure.Message}; is `k8guard run` up, and is `--server` its address?");
        }
        catch (JsonException)
        {
            throw NotAGuard();
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new StartException(
                $"{address.Server} did not answer in {http.Timeout.TotalSeconds:0} s; look at it with `k8guard explain` before ordering again");
        }
    }

    private async Task<T> ReadAsync<T>(HttpContent content, CancellationToken cancel) =>
        await content.ReadFromJsonAsync<T>(Json, cancel).ConfigureAwait(false) ?? throw NotAGuard();

    private async Task<string> RefusalAsync(HttpResponseMessage answer, CancellationToken cancel)
    {
        if (answer.StatusCode == HttpStatusCode.Unauthorized)
        {
            return File.Exists(address.TokenFile)
                ? $"{address.Server} does not take the token in `{address.TokenFile}`: name the file that the guard was started with, with `--token-file`"
                : $"{address.Server} needs a token, and `{address.TokenFile}` does not exist: name the guard's with `--token-file`, "
                    + "or its data folder with `--data`";
        }

        var said = (await answer.Content.ReadAsStringAsync(cancel).ConfigureAwait(false)).Trim().Trim('"');
        return said.Length is > 0 and < 2_000 ? said : $"{address.Server} answered {(int)answer.StatusCode}";
    }

    // one that is missing is no error until the server says so: reading may need none
    private string? Token()
    {
        try
        {
            return File.Exists(address.TokenFile) && File.ReadAllText(address.TokenFile).Trim() is { Length: > 0 } token ? token : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"the token in `{address.TokenFile}` can't be read: {failure.Message}");
        }
    }

    private StartException NotAGuard() => new($"what answers at {address.Server} is no k8guard: is `--server` right?");
}
