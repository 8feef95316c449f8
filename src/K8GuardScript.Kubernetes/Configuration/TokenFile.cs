using Microsoft.Extensions.Logging;

namespace K8GuardScript.Kubernetes.Configuration;

/// <summary>
/// A token that someone else renews in a file, as the kubelet does for service accounts. Read again when what was read
/// is older than <see cref="MaxAge"/> or was rejected; while the file can't be read the last good token stays in use
/// (client-go <c>transport.cachingTokenSource</c>).
/// </summary>
internal sealed class TokenFile(string path, TimeProvider time, ILogger log) : ICredentialSource, IDisposable
{
    /// <summary>How long a token that was read is used without looking again.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(60);

    private readonly SemaphoreSlim reading = new(1, 1);
    private volatile Held? held;

    /// <inheritdoc />
    public async ValueTask<string?> TokenAsync(CancellationToken cancel)
    {
        if (this.held is { } fresh && IsFresh(fresh)) return fresh.Token;

        await reading.WaitAsync(cancel);
        try
        {
            if (this.held is { } justRead && IsFresh(justRead)) return justRead.Token;
            var token = await ReadAsync(cancel);
            this.held = new Held(token, time.GetTimestamp(), Stale: false);
            return token;
        }
        catch (CredentialException e) when (this.held is { } lastGood)
        {
            ConfigurationLog.KeptLastToken(log, e.Message);
            return lastGood.Token;
        }
        finally
        {
            reading.Release();
        }
    }

    /// <inheritdoc />
    public void Rejected(string token)
    {
        if (this.held is { Stale: false } held && held.Token == token) this.held = held with { Stale = true };
    }

    /// <inheritdoc />
    public void Dispose() => reading.Dispose();

    private bool IsFresh(Held held) => !held.Stale && time.GetElapsedTime(held.ReadAt) < MaxAge;

    private async Task<string> ReadAsync(CancellationToken cancel)
    {
        string text;
        try
        {
            text = (await File.ReadAllTextAsync(path, cancel)).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CredentialException($"token file `{path}` can't be read: {e.Message}");
        }

        if (text.Length == 0) throw new CredentialException($"token file `{path}` is empty");
        if (!BearerToken.IsWellFormed(text)) throw new CredentialException($"token file `{path}` holds characters that no token has");
        return text;
    }

    private sealed record Held(string Token, long ReadAt, bool Stale);
}
