using K8GuardScript.Simulator.Storage;

namespace K8GuardScript.Simulator.Controllers;

/// <summary>Brings one kind of object to what its specification asks for.</summary>
internal interface IController
{
    /// <summary>The objects that a change may concern: of the controller's own kind, found by kind or by owner.</summary>
    IEnumerable<ObjectKey> Concerned(Change change, WriteTransaction tx);

    /// <summary>Does the next thing for an object, which may be gone by now. What it writes comes back as a change.</summary>
    void Reconcile(ControllerContext context, ObjectKey key);
}
