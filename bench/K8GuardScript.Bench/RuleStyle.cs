namespace K8GuardScript.Bench;

/// <summary>How a rule is written.</summary>
public enum RuleStyle
{
    Loops,
    Operators,
    Texts,
    Arithmetic,
}
