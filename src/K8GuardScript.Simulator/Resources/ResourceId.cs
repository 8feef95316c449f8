namespace K8GuardScript.Simulator.Resources;

/// <summary>What all versions of one resource share: the group (empty for core) and the plural, lower-case name.</summary>
internal readonly record struct ResourceId(string Group, string Plural)
{
    /// <summary>As errors of a real server name it: <c>pods</c>, <c>deployments.apps</c>.</summary>
    public override string ToString() => Group.Length == 0 ? Plural : $"{Plural}.{Group}";
}
