namespace K8GuardScript.Core.Guard;

/// <summary>Is told where the program just is, so that a test can end it there. In the program nothing listens.</summary>
internal interface IFaultPoints
{
    void Reach(FaultPoint point);
}
