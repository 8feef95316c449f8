using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Http.Headers;
using K8GuardScript.Kubernetes.Configuration;
using K8GuardScript.Kubernetes.Measuring;
using Microsoft.Extensions.Logging;

namespace K8GuardScript.Kubernetes.Transport;

/// <summary>Sends calls to one API server: credentials, deadlines, measuring. Knows nothing of what the calls mean.</summary>
/// <remarks>HTTP/1.1 throughout: .NET's HTTP/2 does not notice a dead connection in three cases (dotnet/runtime#120179).</remarks>
internal sealed class ApiClient : IDisposable
{
    private static readonly ProductInfoHeaderValue Product =
        new("k8guard", typeof(ApiClient).Assembly.GetName().Version?.ToString(3) ?? "0");

    private readonly string @base;
    private readonly HttpClient calls;
    private readonly HttpClient watches;

    private ApiClient(ClusterEndpoint endpoint, TimeProvider time, ILoggerFactory loggers, Meter meter)
    {
        Endpoint = endpoint;
        @base = endpoint.Server.AbsoluteUri.TrimEnd('/');
        calls = new HttpClient(ServerHandlers.ForCalls(endpoint)) { Timeout = Timeout.InfiniteTimeSpan };
        watches = new HttpClient(ServerHandlers.ForWatches(endpoint)) { Timeout = Timeout.InfiniteTimeSpan };
        Time = time;
        Loggers = loggers;
        Metrics = new ApiMetrics(meter);
    }

    /// <summary>The cluster that is called.</summary>
    public ClusterEndpoint Endpoint { get; }

    /// <summary>The clock of all deadlines and waits.</summary>
    public TimeProvider Time { get; }

    /// <summary>For those that are built on this client.</summary>
    public ILoggerFactory Loggers { get; }

    /// <summary>For those that are built on this client.</summary>
    public ApiMetrics Metrics { get; }

    /// <summary>Opens no connection yet.</summary>
    public static ApiClient Create(ClusterEndpoint endpoint, TimeProvider time, ILoggerFactory loggers, Meter meter) =>
        new(endpoint, time, loggers, meter);

    /// <summary>Sends the call and comes back when the head of the answer is there, whatever its code.</summary>
    /// <exception cref="CallFailedException">there is no answer</exception>
    /// <exception cref="OperationCanceledException">the caller gave up</exception>
    public async Task<ApiAnswer> OpenAsync(ApiCall call, CancellationToken cancel)
    {
        var timer = new CallTimer(Metrics, Time, call.Verb, call.Kind);
        var deadline = new CallDeadline(call.Deadline, Time, cancel);
        HttpResponseMessage? response = null;
        try
        {
            var token = await Endpoint.Credentials.TokenAsync(deadline.Token);
            using var request = RequestFor(call, token);
            var client = call.IsWatch ? watches : calls;
            response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, deadline.Token);
            if (response.StatusCode == HttpStatusCode.Unauthorized && token is not null) Endpoint.Credentials.Rejected(token);
            if (call.IsWatch) timer.Finish((int)response.StatusCode);
            var body = await response.Content.ReadAsStreamAsync(deadline.Token);
            return new ApiAnswer(call, response, body, deadline, timer, Time);
        }
        catch (Exception e)
        {
            response?.Dispose();
            var gaveUp = e is OperationCanceledException && deadline.CallerCanceled;
            deadline.Dispose();
            if (gaveUp || e is not (HttpRequestException or IOException or OperationCanceledException or CredentialException)) throw;

            var failure = e is CredentialException
                ? new CallFailedException(CallFailure.NoCredentials, e.Message)
                : CallFailedException.From(e, call.Deadline);
            timer.Finish(failure.Failure);
            throw failure;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        calls.Dispose();
        watches.Dispose();
    }

    private HttpRequestMessage RequestFor(ApiCall call, string? token)
    {
        var request = new HttpRequestMessage(call.Method, @base + call.Path)
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        request.Headers.TryAddWithoutValidation("Accept", call.Accept);
        if (call.IfNoneMatch is { } mark) request.Headers.TryAddWithoutValidation("If-None-Match", mark);
        request.Headers.UserAgent.Add(Product);
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);

        // SocketsHttpHandler compares the certificate with the Host header where there is one, and still dials the address;
        // unlike a changed URI this also holds behind a proxy
        if (Endpoint.Tls.ServerName is { } name) request.Headers.Host = name;

        if (call.Body.IsEmpty) return request;
        request.Content = new ReadOnlyMemoryContent(call.Body);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(call.ContentType);
        return request;
    }
}
