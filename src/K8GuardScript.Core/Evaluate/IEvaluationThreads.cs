namespace K8GuardScript.Core.Evaluate;

/// <summary>Where scripts' code runs: threads that can be given up.</summary>
internal interface IEvaluationThreads
{
    /// <summary>How many may run at once.</summary>
    int Count { get; }

    /// <summary>Runs something that calls scripts.</summary>
    /// <param name="work">gets the slot of its thread</param>
    /// <param name="cancel">gives up waiting for its turn</param>
    /// <exception cref="LostRunException">a script could not be stopped, and its thread was given up</exception>
    Task<T> RunAsync<T>(Func<IRunSlot, T> work, CancellationToken cancel);
}
