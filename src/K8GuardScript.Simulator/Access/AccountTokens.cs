using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Resources;
using K8GuardScript.Simulator.Storage;

namespace K8GuardScript.Simulator.Access;

/// <summary>
/// Makes and reads the tokens of service accounts: JWTs as a real server's, but signed with a key (HS256) that lives as long as
/// this server. A token is good until it expires or its account is gone.
/// </summary>
internal sealed class AccountTokens(ObjectStore store, TimeProvider clock)
{
    public const string Issuer = "https://kubernetes.default.svc.cluster.local";

    private static readonly ResourceId Accounts = new("", "serviceaccounts");
    private static readonly string Header = Encode("""{"alg":"HS256","typ":"JWT"}"""u8);

    private readonly byte[] key = RandomNumberGenerator.GetBytes(32);

    public string Issue(StoredObject account, IReadOnlyList<string> audiences, DateTimeOffset expires)
    {
        var claims = new JsonObject
        {
            ["aud"] = new JsonArray([.. audiences.Select(audience => JsonValue.Create(audience))]),
            ["exp"] = expires.ToUnixTimeSeconds(),
            ["iat"] = clock.GetUtcNow().ToUnixTimeSeconds(),
            ["iss"] = Issuer,
            ["jti"] = Guid.NewGuid().ToString(),
            ["kubernetes.io"] = new JsonObject
            {
                ["namespace"] = account.Name.Namespace,
                ["serviceaccount"] = new JsonObject { ["name"] = account.Name.Name, ["uid"] = account.Uid },
            },
            ["sub"] = $"system:serviceaccount:{account.Name.Namespace}:{account.Name.Name}",
        };
        var text = $"{Header}.{Encode(JsonBytes.Of(claims))}";
        return $"{text}.{Sign(text)}";
    }

    /// <summary>The account that a token stands for, with the token's audiences, or null if it is not good (any more).</summary>
    public (Caller Caller, IReadOnlyList<string> Audiences)? Read(string token)
    {
        if (token.Split('.') is not [var header, var payload, var signature]) return null;
        var expected = Encoding.UTF8.GetBytes(Sign($"{header}.{payload}"));
        if (!CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(signature))) return null;
        var claims = JsonSerializer.Deserialize<JsonObject>(Base64Url.DecodeFromChars(payload))!;
        if (DateTimeOffset.FromUnixTimeSeconds(claims["exp"]!.GetValue<long>()) <= clock.GetUtcNow()) return null;

        var place = claims["kubernetes.io"]!;
        var name = new ObjectName(place["namespace"]!.GetValue<string>(), place["serviceaccount"]!["name"]!.GetValue<string>());
        var account = store.Read(Accounts).Objects.GetValueOrDefault(name);
        if (account is null || account.Uid != place["serviceaccount"]!["uid"]!.GetValue<string>()) return null;
        var caller = Caller.ServiceAccount(name.Namespace, name.Name, account.Uid) with { Credential = $"JTI={claims["jti"]}" };
        return (caller, claims.Texts("aud"));
    }

    private string Sign(string text) => Encode(HMACSHA256.HashData(this.key, Encoding.UTF8.GetBytes(text)));

    private static string Encode(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);
}
