using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using K8GuardScript.Core.Escalate;

namespace K8GuardScript.Core.Policies;

/// <summary>Names what a verdict rests on.</summary>
internal static class Revision
{
    /// <param name="scriptHash">hash of the script with everything that it loads</param>
    /// <param name="valuesText">its settings in canonical form</param>
    /// <param name="ladder">its pace and action</param>
    /// <returns>12 hexadecimal digits</returns>
    public static string Of(string scriptHash, string valuesText, LadderOptions ladder)
    {
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{scriptHash}\n{valuesText}\n{ladder.Grace.Ticks} {ladder.Every.Ticks} {ladder.Warnings} {ladder.Action}");
        return Hash(ladder.Mark is { } mark ? $"{text}\n{mark.Key}\n{mark.Value}" : text);
    }

    /// <summary>Names several revisions that are in force together.</summary>
    /// <returns>12 hexadecimal digits</returns>
    public static string OfAll(IReadOnlyList<string> revisions) => Hash(string.Join('\n', revisions));

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12];
}
