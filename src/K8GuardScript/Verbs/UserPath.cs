using K8GuardScript.Worker;

namespace K8GuardScript.Verbs;

/// <summary>Makes paths that a user typed absolute: they are relative to where he stands.</summary>
internal static class UserPath
{
    /// <exception cref="StartException">there is no such folder</exception>
    public static string Folder(string typed, string what, string option)
    {
        var full = Path.GetFullPath(typed);
        if (Directory.Exists(full)) return full;
        var why = File.Exists(full) ? "is a file" : "does not exist";
        throw new StartException($"the {what} folder `{full}` {why}: name another one with `{option}`");
    }

    /// <exception cref="StartException">there is no such file</exception>
    public static string ExistingFile(string typed, string what, string option)
    {
        var full = Path.GetFullPath(typed);
        return File.Exists(full) ? full : throw new StartException($"the {what} `{full}` does not exist: name another one with `{option}`");
    }
}
