using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Policies;

namespace K8GuardScript.Core.Evaluate;

/// <summary>Notes what runs on a thread, where it can be read after the process died. Belongs to one thread.</summary>
internal interface IRunSlot
{
    /// <summary>A policy is about to judge an object.</summary>
    /// <exception cref="LostRunException">the thread was given up: nothing more is to run on it</exception>
    void Enter(Policy policy, in ObjectKey key);

    /// <summary>A script's body is about to run.</summary>
    /// <param name="file">the script's file name</param>
    /// <param name="version">the start of its hash</param>
    /// <exception cref="LostRunException">the thread was given up: nothing more is to run on it</exception>
    void Enter(string file, string version);

    /// <summary>It is done.</summary>
    void Leave();
}
