using System.Security.Cryptography;
using System.Text;

namespace K8GuardScript.Http;

/// <summary>Compares what a request brings with a token in a file, which is read anew each time, so that it can be rotated.</summary>
internal static class BearerToken
{
    /// <summary>Whether a request brings what the file holds. No file, an empty or an unreadable one lets nobody in.</summary>
    public static bool IsBrought(HttpRequest request, string? file)
    {
        if (file is null || request.Headers.Authorization.ToString() is not ['B', 'e', 'a', 'r', 'e', 'r', ' ', .. var brought]) return false;
        string wanted;
        try
        {
            wanted = File.ReadAllText(file).Trim();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // no token to compare with
            return false;
        }

        return wanted.Length > 0 && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(brought), Encoding.UTF8.GetBytes(wanted));
    }
}
