using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Sdk.Authoring;

/// <summary>What may be done to an object after the last warning. The settings file has the final say on whether it is.</summary>
public sealed class Act
{
    private Act(ActionVerb verb) => Verb = verb;

    /// <summary>Warn only.</summary>
    public static Act None { get; } = new(ActionVerb.None);

    /// <summary>
    /// Stop it, so that it can be started again: scale a Deployment, StatefulSet or ReplicaSet to zero, suspend a Job or CronJob.
    /// </summary>
    public static Act Stop { get; } = new(ActionVerb.Stop);

    /// <summary>Delete it; the manifest is stored first.</summary>
    public static Act Delete { get; } = new(ActionVerb.Delete);

    internal ActionVerb Verb { get; }
}
