using System.Security.Cryptography;
using System.Text;
using K8GuardScript.Scripts.Cache;
using K8GuardScript.Worker;

namespace K8GuardScript.Http;

/// <summary>The token for writing where the command line names no file: made once, readable for the guard's own user alone.</summary>
internal static class WriteTokenFile
{
    /// <summary>Its name in the data folder.</summary>
    public const string Name = "api-token";

    /// <summary>Makes the file in the data folder where it is missing or empty.</summary>
    /// <exception cref="StartException">it can't be written</exception>
    public static void Ensure(string file)
    {
        try
        {
            if (File.Exists(file) && File.ReadAllText(file).Trim().Length > 0) return;
            PrivateFile.Write(file, Encoding.ASCII.GetBytes(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)) + "\n"));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartException(
                $"the token for writing can't be kept in `{file}`: {failure.Message}; name another file with `--write-token-file`");
        }
    }
}
