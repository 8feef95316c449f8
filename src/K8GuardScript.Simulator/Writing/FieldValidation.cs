namespace K8GuardScript.Simulator.Writing;

/// <summary>What becomes of fields that a kind does not have or that come twice (query parameter <c>fieldValidation</c>).</summary>
internal enum FieldValidation
{
    /// <summary>Dropped, with a Warning header each.</summary>
    Warn,
    Ignore,
    Strict,
}
