using System.Security.Cryptography;
using System.Text;
using K8GuardScript.Core.Settings;

namespace K8GuardScript.Scripts.Cache;

/// <summary>Names all that a first run rests on beside the script itself.</summary>
internal static class FirstRunKey
{
    /// <param name="cases">the text of the cases file, or null</param>
    /// <param name="valueSets">the values that its body runs with</param>
    public static string Of(string? cases, IReadOnlyList<PolicySettings> valueSets)
    {
        var text = $"{(cases is null ? "none" : $"{cases.Length}:{cases}")}\n{string.Join('\n', valueSets.Select(set => set.ValuesText))}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
