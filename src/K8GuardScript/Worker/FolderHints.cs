using K8GuardScript.Scripts;

namespace K8GuardScript.Worker;

/// <summary>Tells that something may have changed in the folders with policies and settings. Never tells everything.</summary>
internal sealed class FolderHints : IDisposable
{
    private readonly List<FileSystemWatcher> watchers = [];
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public FolderHints(PolicyFolder folder)
    {
        foreach (var path in folder.Folders.Where(Directory.Exists)) Watch(path);
    }

    /// <summary>Completes with the next change, or at once if there was one that nobody took.</summary>
    public Task NextAsync(CancellationToken cancel) => Volatile.Read(ref changed).Task.WaitAsync(cancel);

    /// <summary>Whether there was a change since it was asked last.</summary>
    public bool Take()
    {
        var seen = Volatile.Read(ref changed);
        if (!seen.Task.IsCompleted) return false;
        Volatile.Write(ref changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        return true;
    }

    public void Dispose()
    {
        foreach (var watcher in watchers) watcher.Dispose();
    }

    private void Watch(string path)
    {
        try
        {
            var watcher = new FileSystemWatcher(path)
            {
                NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size,
            };
            watcher.Changed += Hint;
            watcher.Created += Hint;
            watcher.Deleted += Hint;
            watcher.Renamed += Hint;
            watcher.EnableRaisingEvents = true;
            watchers.Add(watcher);
        }
        catch (IOException)
        {
            // the system has no watch left for us: the folder is looked at every second all the same
        }
    }

    private void Hint(object sender, FileSystemEventArgs change) => Volatile.Read(ref changed).TrySetResult();
}
