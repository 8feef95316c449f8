namespace K8GuardScript.Sdk.Registration;

/// <summary>One reason why a policy can't be loaded.</summary>
/// <param name="Place"><c>policies.yaml(12,7)</c>, <c>image-repo.csx(7)</c>, or empty when it can't be told</param>
/// <param name="Message">for people</param>
internal sealed record LoadProblem(string Place, string Message)
{
    /// <inheritdoc />
    public override string ToString() => Place.Length == 0 ? Message : $"{Place}: {Message}";
}
