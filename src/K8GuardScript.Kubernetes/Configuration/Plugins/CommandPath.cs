namespace K8GuardScript.Kubernetes.Configuration.Plugins;

/// <summary>Finds a program along PATH, as a shell would.</summary>
internal static class CommandPath
{
    private const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <param name="command">without a slash</param>
    /// <param name="path">value of the variable; folders that are relative or empty are passed over: what lies in the current
    /// folder is no program that anybody named</param>
    /// <returns>absolute; null when there is none</returns>
    public static string? Find(string command, string? path)
    {
        var folders = (path ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Where(Path.IsPathFullyQualified);
        return folders.SelectMany(folder => Candidates(Path.Combine(folder, command))).FirstOrDefault(IsProgram);
    }

    private static string[] Candidates(string file) => OperatingSystem.IsWindows() ? [file + ".exe", file + ".com", file] : [file];

    private static bool IsProgram(string file) =>
        File.Exists(file) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(file) & Executable) != 0);
}
