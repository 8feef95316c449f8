namespace K8GuardScript.Core.Show;

/// <summary>Takes faults of the guard itself, with everything that helps to mend them. For its operators, not for owners.</summary>
internal interface IFaultLog
{
    /// <param name="fault">what was thrown</param>
    /// <param name="doing">what was being done, in a few words</param>
    void Failed(Exception fault, string doing);
}
