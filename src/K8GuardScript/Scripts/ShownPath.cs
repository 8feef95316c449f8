namespace K8GuardScript.Scripts;

/// <summary>Writes paths as a user reads them: relative to where he stands, so that editors and CI can jump there.</summary>
internal static class ShownPath
{
    /// <param name="full">an absolute path</param>
    /// <returns>relative below the working folder, else absolute; with <c>/</c> everywhere</returns>
    public static string Of(string full)
    {
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, full);
        var isBelow = !Path.IsPathRooted(relative) && relative != ".." && !relative.StartsWith("../", StringComparison.Ordinal);
        return (isBelow ? relative : full).Replace('\\', '/');
    }
}
