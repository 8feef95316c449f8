using System.Net;
using System.Net.Http.Headers;
using K8GuardScript.Kubernetes.Configuration;

namespace K8GuardScript.Kubernetes.Transport;

/// <summary>Makes HTTP requests of calls.</summary>
internal sealed class CallHeaders(ClusterEndpoint endpoint)
{
    private static readonly ProductInfoHeaderValue Product =
        new("k8guard", typeof(ApiClient).Assembly.GetName().Version?.ToString(3) ?? "0");

    private readonly string @base = endpoint.Server.AbsoluteUri.TrimEnd('/');

    /// <summary>A request that can be sent once.</summary>
    public HttpRequestMessage RequestFor(ApiCall call, Credential credential)
    {
        var request = new HttpRequestMessage(call.Method, @base + call.Path)
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        request.Headers.TryAddWithoutValidation("Accept", call.Accept);
        if (call.IfNoneMatch is { } mark) request.Headers.TryAddWithoutValidation("If-None-Match", mark);
        request.Headers.UserAgent.Add(Product);
        if (credential.Token is { } token) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        foreach (var (name, value) in endpoint.Impersonation?.Headers ?? []) request.Headers.TryAddWithoutValidation(name, value);

        // SocketsHttpHandler compares the certificate with the Host header where there is one, and still dials the address;
        // unlike a changed URI this also holds behind a proxy
        if (endpoint.Tls.ServerName is { } serverName) request.Headers.Host = serverName;

        if (call.Body.IsEmpty) return request;
        request.Content = new ReadOnlyMemoryContent(call.Body);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(call.ContentType);
        return request;
    }
}
