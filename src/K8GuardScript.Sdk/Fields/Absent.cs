namespace K8GuardScript.Sdk.Fields;

/// <summary>Has no instance: it is here so that a view can be compared with <c>null</c>, and with nothing else.</summary>
public sealed class Absent
{
    private Absent()
    {
    }
}
