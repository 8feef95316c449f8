using K8GuardScript.Worker;

namespace K8GuardScript.Verbs;

/// <summary>Makes paths that a user typed absolute: they are relative to where he stands.</summary>
internal static class UserPath
{
    /// <exception cref="StartException">nothing was typed, as by a script with an empty variable</exception>
    public static string Absolute(string typed, string option) =>
        typed.Length > 0 && !typed.Contains('\0', StringComparison.Ordinal)
            ? Path.GetFullPath(typed)
            : throw new StartException($"the path of `{option}` is empty: name one, or leave the option out");

    /// <exception cref="StartException">there is no such folder</exception>
    public static string Folder(string typed, string what, string option)
    {
        var full = Absolute(typed, option);
        if (Directory.Exists(full)) return full;
        var why = File.Exists(full) ? "is a file" : "does not exist";
        throw new StartException($"the {what} folder `{full}` {why}: name another one with `{option}`");
    }

    /// <exception cref="StartException">there is no such file</exception>
    public static string ExistingFile(string typed, string what, string option)
    {
        var full = Absolute(typed, option);
        return File.Exists(full) ? full : throw new StartException($"the {what} `{full}` does not exist: name another one with `{option}`");
    }
}
