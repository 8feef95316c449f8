using System.Text;

namespace K8GuardScript.Kubernetes.Configuration;

/// <summary>As whom the caller wants to be taken (Kubernetes "User impersonation"); sent with every call.</summary>
/// <param name="User">never empty: without it the server would take us for who we are</param>
/// <param name="Headers">name and value, ready to be sent</param>
internal sealed record Impersonation(string User, IReadOnlyList<KeyValuePair<string, string>> Headers)
{
    private static readonly string[] WithoutUser = ["as-uid", "as-groups", "as-user-extra"];

    /// <returns>null when the user of the kubeconfig asks for none</returns>
    /// <exception cref="KubeconfigException">it asks for one that can't be sent</exception>
    public static Impersonation? From(KubeconfigMap user)
    {
        if (user.Text("as") is not { } name)
        {
            return Array.Find(WithoutUser, user.Has) is { } alone
                ? throw user.Wrong(alone, "says nothing without `as`; name the user to impersonate there")
                : null;
        }

        var headers = new List<KeyValuePair<string, string>> { Header(user, "as", "Impersonate-User", name) };
        if (user.Text("as-uid") is { } uid) headers.Add(Header(user, "as-uid", "Impersonate-Uid", uid));
        headers.AddRange(user.Texts("as-groups").Select(group => Header(user, "as-groups", "Impersonate-Group", group)));
        if (user.Map("as-user-extra", "as-user-extra") is { } extra)
        {
            headers.AddRange(extra.Keys.SelectMany(
                key => extra.Texts(key).Select(value => Header(user, "as-user-extra", $"Impersonate-Extra-{Escaped(key)}", value))));
        }

        return new Impersonation(name, headers);
    }

    // a line break would smuggle in another header
    private static KeyValuePair<string, string> Header(KubeconfigMap user, string key, string name, string value) =>
        value.Any(char.IsControl) || value.Trim() != value
            ? throw user.Wrong(key, "holds control characters or spaces around it; remove them")
            : KeyValuePair.Create(name, value);

    /// <summary>What may not stand in the name of a header is percent-encoded, as client-go does and the server undoes.</summary>
    private static string Escaped(string key)
    {
        var escaped = new StringBuilder();
        foreach (var octet in Encoding.UTF8.GetBytes(key))
        {
            if (char.IsAsciiLetterOrDigit((char)octet) || "!#$&'*+-.^_`|~".Contains((char)octet)) escaped.Append((char)octet);
            else escaped.Append(System.Globalization.CultureInfo.InvariantCulture, $"%{octet:X2}");
        }

        return escaped.ToString();
    }
}
