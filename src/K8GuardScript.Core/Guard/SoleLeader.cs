namespace K8GuardScript.Core.Guard;

/// <summary>The only process there is: the demo against its own simulated cluster.</summary>
internal sealed class SoleLeader : ILeadership
{
    /// <inheritdoc />
    public string? WhyNot => null;

    /// <inheritdoc />
    public bool IsStandby => false;

    /// <inheritdoc />
    public Task<string?> ConfirmAsync(CancellationToken cancel) => Task.FromResult<string?>(null);
}
