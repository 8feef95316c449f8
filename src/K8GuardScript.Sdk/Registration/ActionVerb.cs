namespace K8GuardScript.Sdk.Registration;

/// <summary>What a policy wants to be done after the last warning.</summary>
internal enum ActionVerb
{
    /// <summary>Nothing: it only warns.</summary>
    None,
    Stop,
    Delete,
    Label,
    Annotate,
}
