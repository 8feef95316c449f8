namespace K8GuardScript.Kubernetes.Resources;

/// <summary>Lets one at a time in. Needs no disposing, as nobody waits on its handle.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage(
    "Design", "CA1001", Justification = "a semaphore whose handle is never asked for holds nothing to free")]
internal sealed class Turn
{
    private readonly SemaphoreSlim free = new(1, 1);

    /// <summary>Waits for its turn; disposing the result ends it.</summary>
    /// <exception cref="OperationCanceledException">the caller gave up</exception>
    public async ValueTask<Taken> TakeAsync(CancellationToken cancel)
    {
        await free.WaitAsync(cancel);
        return new Taken(free);
    }

    /// <summary>A turn that is taken.</summary>
    public readonly struct Taken(SemaphoreSlim free) : IDisposable
    {
        /// <inheritdoc />
        public void Dispose() => free.Release();
    }
}
