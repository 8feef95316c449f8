using K8GuardScript.Core.Evaluate;

namespace K8GuardScript.Worker.Slots;

/// <summary>Something to do on an evaluation thread, and whom to tell.</summary>
/// <param name="Run">does it; never throws</param>
/// <param name="Fail">tells that nothing will come of it; nothing once something did</param>
internal sealed record EvaluationWork(Action<IRunSlot> Run, Action<Exception> Fail);
