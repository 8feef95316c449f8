using K8GuardScript.Sdk.Authoring;
using K8GuardScript.Sdk.Fields;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Sdk.Registration;

/// <summary>One run of a schedule: gives it objects, and takes what it wishes.</summary>
internal interface IScheduleRun
{
    /// <summary>Every object of a kind in the namespaces that a pattern admits.</summary>
    IReadOnlyList<KubeObject> List(string apiVersion, string kind, string namespaces);

    /// <summary>Wishes an action.</summary>
    /// <param name="action">what to do</param>
    /// <param name="target">the object itself</param>
    void Do(Act action, Field target);

    /// <summary>Wishes what a schedule's last run changed to be undone.</summary>
    void Undo(string schedule);

    /// <summary>Wishes a message.</summary>
    void Notify(string channel, string text);
}
