using System.Security.Cryptography;
using System.Text;
using K8GuardScript.Simulator.Resources;

namespace K8GuardScript.Simulator.Writing;

/// <summary>Uids and generated names: they look random and follow from what was written and when, so that a run can be repeated.</summary>
internal static class Names
{
    // as a real server: no vowels, so no words, and no characters that look alike
    private const string Alphabet = "bcdfghjklmnpqrstvwxz2456789";

    public static string Uid(ResourceId resource, string key, long revision)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{resource}/{key}@{revision}"));
        hash[6] = (byte)((hash[6] & 0x0f) | 0x40);
        hash[8] = (byte)((hash[8] & 0x3f) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true).ToString("D");
    }

    /// <summary>The prefix and five characters.</summary>
    public static string Generate(string prefix, long revision)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{prefix}@{revision}"));
        return prefix + string.Concat(hash.Take(5).Select(part => Alphabet[part % Alphabet.Length]));
    }
}
