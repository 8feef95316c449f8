using System.Security.Cryptography;
using System.Text;

namespace K8GuardScript.Scripts.Cache;

/// <summary>Names all that a first run rests on beside the script itself.</summary>
internal static class FirstRunKey
{
    /// <param name="cases">the text of the cases file, or null</param>
    /// <param name="valuesText">the policy's settings in canonical form</param>
    public static string Of(string? cases, string valuesText)
    {
        var text = $"{(cases is null ? "none" : $"{cases.Length}:{cases}")}\n{valuesText}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
