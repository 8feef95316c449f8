using K8GuardScript.Kubernetes.Resources;
using Microsoft.Extensions.Logging;

namespace K8GuardScript.Kubernetes.Configuration;

/// <summary>
/// A token that someone else renews in a file, as the kubelet does for service accounts. Read again when what was read
/// is older than <see cref="MaxAge"/> or was rejected; while the file can't be read the last good token stays in use
/// (client-go <c>transport.cachingTokenSource</c>).
/// </summary>
internal sealed class TokenFile(string path, TimeProvider time, ILogger log) : ICredentialSource
{
    /// <summary>How long a token that was read is used without looking again.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(60);

    private const int LargestFile = 1 << 20;

    private readonly Turn turn = new();
    private Task<string>? reading;
    private volatile Held? held;

    /// <inheritdoc />
    public CredentialTally Tally { get; } = new();

    /// <inheritdoc />
    public async ValueTask<Credential> GetAsync(CancellationToken cancel)
    {
        if (this.held is { } fresh && IsFresh(fresh)) return fresh.Credential;

        using var taken = await turn.TakeAsync(cancel);
        try
        {
            if (this.held is { } justRead && IsFresh(justRead)) return justRead.Credential;
            var token = await ReadAsync(cancel);
            var isNew = this.held?.Credential.Token != token;
            var credential = isNew ? new Credential(token) : this.held!.Credential;
            this.held = new Held(credential, time.GetTimestamp(), Stale: false);
            if (isNew) Tally.AddRenewed();
            return credential;
        }
        catch (CredentialException e)
        {
            Tally.AddFailed();
            if (this.held is not { } lastGood) throw;
            ConfigurationLog.KeptLastToken(log, e.Message);
            return lastGood.Credential;
        }
    }

    /// <inheritdoc />
    public void Rejected(Credential credential)
    {
        if (this.held is { Stale: false } held && held.Credential == credential) this.held = held with { Stale = true };
    }

    private bool IsFresh(Held held) => !held.Stale && time.GetElapsedTime(held.ReadAt) < MaxAge;

    private async Task<string> ReadAsync(CancellationToken cancel)
    {
        string text;
        try
        {
            // a read that hangs is not joined by more of them
            if (reading is { IsCompleted: false }) throw new IOException("an earlier try to read it still waits; is it a pipe?");
            reading = SmallFile.Begin(path, LargestFile);
            text = (await SmallFile.WaitForAsync(reading, time, cancel)).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CredentialException($"token file `{path}` can't be read: {e.Message}");
        }

        if (text.Length == 0) throw new CredentialException($"token file `{path}` is empty");
        if (!BearerToken.IsWellFormed(text)) throw new CredentialException($"token file `{path}` holds characters that no token has");
        return text;
    }

    private sealed record Held(Credential Credential, long ReadAt, bool Stale);
}
