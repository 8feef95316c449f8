using System.Globalization;
using System.Text.Json;

namespace K8GuardScript.Kubernetes.Configuration.Plugins;

/// <summary>What a plugin printed: an <c>ExecCredential</c> whose status holds a token, a certificate with its key, or both.</summary>
/// <param name="token">null for none</param>
/// <param name="identity">null for none</param>
/// <param name="expiresAt">as the plugin says or the certificate, whichever is earlier; null when neither says it</param>
internal sealed class PluginReply(string? token, ClientIdentity? identity, DateTimeOffset? expiresAt)
{
    /// <summary>See the constructor.</summary>
    public string? Token { get; } = token;

    /// <summary>See the constructor.</summary>
    public ClientIdentity? Identity { get; } = identity;

    /// <summary>See the constructor.</summary>
    public DateTimeOffset? ExpiresAt { get; } = expiresAt;

    /// <param name="json">standard output of the plugin; nothing of it is ever quoted</param>
    /// <param name="plugin">that was run</param>
    /// <param name="now">to refuse what has expired</param>
    /// <exception cref="CredentialException">it is no credential that can be used</exception>
    public static PluginReply Read(ReadOnlyMemory<byte> json, ExecPlugin plugin, DateTimeOffset now)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(document.RootElement, plugin, now);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a text that is no UTF-8
            throw Wrong(plugin, "did not print an ExecCredential as JSON");
        }
    }

    private static PluginReply Read(JsonElement root, ExecPlugin plugin, DateTimeOffset now)
    {
        if (Text(root, "kind") != "ExecCredential") throw Wrong(plugin, "printed JSON that is no `ExecCredential`");
        if (Text(root, "apiVersion") != plugin.ApiVersion)
        {
            throw Wrong(
                plugin, $"answered in another apiVersion than `{plugin.ApiVersion}`, in which it was asked; name the one that it speaks");
        }

        if (!root.TryGetProperty("status", out var status) || status.ValueKind != JsonValueKind.Object)
            throw Wrong(plugin, "gave no status");

        var token = Text(status, "token");
        if (token is not null && !BearerToken.IsWellFormed(token)) throw Wrong(plugin, "gave a token with characters that no token has");
        var identity = IdentityOf(status, plugin);
        if (token is null && identity is null)
            throw Wrong(plugin, "gave neither a token nor clientCertificateData with clientKeyData");

        var expiresAt = Earlier(ExpiryOf(status, plugin), identity?.Certificate.NotAfter.ToUniversalTime());
        if (expiresAt <= now) throw Wrong(plugin, FormattableString.Invariant($"gave a credential that expired at {expiresAt:u}"));
        return new PluginReply(token, identity, expiresAt);
    }

    private static ClientIdentity? IdentityOf(JsonElement status, ExecPlugin plugin)
    {
        var certificate = Text(status, "clientCertificateData");
        var key = Text(status, "clientKeyData");
        if (certificate is null && key is null) return null;
        if (certificate is null || key is null)
            throw Wrong(plugin, $"gave clientCertificateData or clientKeyData without the other");
        try
        {
            return CertificateMaterial.Client(certificate, "its clientCertificateData", key, "its clientKeyData");
        }
        catch (KubeconfigException e)
        {
            throw Wrong(plugin, $"gave a certificate that can't be used: {e.Message}");
        }
    }

    private static DateTimeOffset? ExpiryOf(JsonElement status, ExecPlugin plugin)
    {
        if (Text(status, "expirationTimestamp") is not { } text) return null;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? at
            : throw Wrong(plugin, "gave an expirationTimestamp that is no time");
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one < other || other is null ? one : other;

    private static string? Text(JsonElement from, string key) =>
        from.ValueKind == JsonValueKind.Object && from.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String
            && value.GetString() is { Length: > 0 } text
            ? text
            : null;

    private static CredentialException Wrong(ExecPlugin plugin, string what) => new($"credential plugin `{plugin.Command}` {what}");
}
