namespace K8GuardScript.Sdk.Authoring;

/// <summary>How bad a violation is.</summary>
public enum Severity
{
    /// <summary>Untidy: nobody is harmed soon.</summary>
    Low,

    /// <summary>Will hurt some day.</summary>
    Medium,

    /// <summary>A risk for what runs beside it.</summary>
    High,

    /// <summary>A risk for the whole cluster.</summary>
    Critical,
}
