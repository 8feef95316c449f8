using K8GuardScript.Kubernetes.Configuration;

namespace K8GuardScript.Kubernetes.Transport;

/// <summary>A call brought no whole answer. The message is for people and holds no secret.</summary>
internal sealed class CallFailedException(CallFailure failure, string message, Exception? inner = null) : Exception(message, inner)
{
    private const int LongestWords = 500;

    /// <summary>Which way it failed.</summary>
    public CallFailure Failure { get; } = failure;

    /// <summary>What an exception of HttpClient or of an answer's stream means.</summary>
    /// <param name="thrown">anything but the caller's own cancellation</param>
    /// <param name="deadline">of the call</param>
    /// <param name="shown">the credential of the call; null where it was not sent</param>
    public static CallFailedException From(Exception thrown, CallDeadline deadline, Credential? shown = null) => thrown switch
    {
        CredentialException => new(CallFailure.NoCredentials, thrown.Message, thrown),
        OperationCanceledException when deadline.WasCut =>
            new(CallFailure.Lost, "the connection was closed, as the client certificate changed", thrown),
        // SocketsHttpHandler says so when its ConnectTimeout passes
        OperationCanceledException { InnerException: TimeoutException } =>
            new(CallFailure.NotConnected, "the server can't be reached: no connection in time", thrown),
        OperationCanceledException =>
            new(CallFailure.TimedOut, FormattableString.Invariant($"no answer within {deadline.Length.TotalSeconds:0} s"), thrown),
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } =>
            new(CallFailure.NotConnected, $"the server can't be trusted or refuses TLS: {Innermost(thrown, shown)}", thrown),
        HttpRequestException
        {
            HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.ProxyTunnelError
        } => new(CallFailure.NotConnected, $"the server can't be reached: {Innermost(thrown, shown)}", thrown),
        _ => new(CallFailure.Lost, $"the connection broke: {Innermost(thrown, shown)}", thrown),
    };

    /// <summary>Words of the runtime; they may quote what a server sent that is no HTTP.</summary>
    private static string Innermost(Exception thrown, Credential? shown)
    {
        var words = thrown.GetBaseException().Message;
        return PlainText.Of(shown?.Hide(words) ?? words, LongestWords);
    }
}
