using K8GuardScript.Kubernetes.Configuration;

namespace K8GuardScript.Kubernetes.Transport;

/// <summary>An answer whose head has arrived and whose body is read under the call's deadline. Disposing frees the connection.</summary>
internal sealed class ApiAnswer(AnswerHead head, Stream body, CallDeadline deadline, Credential? shown = null) : IDisposable
{
    private const int LargestError = 64 << 10;
    private static readonly TimeSpan LongestError = TimeSpan.FromSeconds(65);

    /// <summary>Of HTTP.</summary>
    public int Code { get; } = head.Code;

    /// <summary>Whether the body is said to be JSON.</summary>
    public bool IsJson => MediaType == "application/json";

    /// <summary>The mark of this answer, for <see cref="ApiCall.IfNoneMatch"/>; null where it bears none.</summary>
    public string? Mark => head.Response.Headers.ETag?.ToString();

    private string MediaType => head.Response.Content.Headers.ContentType?.MediaType ?? "";

    /// <summary>A parameter of the content type, without quotes; null where there is none.</summary>
    public string? ContentParameter(string name) => head.Response.Content.Headers.ContentType?.Parameters
        .FirstOrDefault(parameter => string.Equals(parameter.Name, name, StringComparison.OrdinalIgnoreCase))?.Value?.Trim('"');

    /// <summary>Reads more of the body; 0 at its proper end.</summary>
    /// <exception cref="CallFailedException">the connection broke or the deadline passed</exception>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer)
    {
        try
        {
            return await body.ReadAsync(buffer, deadline.Token);
        }
        catch (Exception e) when (e is not OperationCanceledException || !deadline.CallerCanceled)
        {
            // InvalidDataException: a compressed body that is no such thing
            if (e is not (IOException or HttpRequestException or OperationCanceledException or InvalidDataException)) throw;
            throw Failed(CallFailedException.From(e, deadline));
        }
    }

    /// <summary>The rest of the body.</summary>
    /// <exception cref="CallFailedException">as <see cref="ReadAsync"/>, or it is larger than <paramref name="limit"/> bytes</exception>
    public async Task<ReadOnlyMemory<byte>> ReadAllAsync(int limit)
    {
        var buffer = new byte[Math.Min(limit, 16 << 10)];
        var length = 0;
        while (true)
        {
            var read = await ReadAsync(buffer.AsMemory(length));
            length += read;
            if (read == 0) return buffer.AsMemory(0, length);
            if (length < buffer.Length) continue;
            if (length >= limit) throw Failed(new CallFailedException(CallFailure.TooLarge, $"the answer is larger than {limit} bytes"));
            Array.Resize(ref buffer, (int)Math.Min(limit, buffer.Length * 2L));
        }
    }

    /// <summary>For an answer that is no success.</summary>
    /// <exception cref="CallFailedException">as <see cref="ReadAsync"/></exception>
    public async Task<ApiError> ReadErrorAsync()
    {
        // that of a watch would have minutes
        if (deadline.Remaining > LongestError) deadline.Restart(LongestError);
        var status = IsJson ? ApiStatus.TryParse(await ReadAllAsync(LargestError)) : null;
        if (status is not null && shown is not null) status = status with { Message = shown.Hide(status.Message) };
        return new ApiError(Code, status, MediaType == "text/plain", head.RetryAfter ?? SaidIn(status));
    }

    /// <inheritdoc />
    public void Dispose()
    {
        head.Dispose();
        deadline.Dispose();
    }

    private CallFailedException Failed(CallFailedException failure)
    {
        head.Failed(failure.Failure);
        return failure;
    }

    private static TimeSpan? SaidIn(ApiStatus? status) =>
        status?.RetryAfterSeconds is { } seconds and > 0 ? TimeSpan.FromSeconds(seconds) : null;
}
