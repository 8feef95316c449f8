using System.Globalization;

namespace K8GuardScript.Simulator.Storage;

/// <summary>resourceVersions on the wire: decimal numbers without sign.</summary>
internal static class Versions
{
    public static string Text(long revision) => revision.ToString(CultureInfo.InvariantCulture);

    /// <summary>False for what is no unsigned number; a number beyond every revision is read as the greatest one.</summary>
    public static bool TryParse(string text, out long revision)
    {
        revision = 0;
        if (!ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return false;
        revision = (long)Math.Min(number, long.MaxValue);
        return true;
    }
}
