using K8GuardScript.Core.Guard;

namespace K8GuardScript.Core.Tests.Doubles;

/// <summary>Leads until it is said why not.</summary>
internal sealed class SettableLeadership : ILeadership
{
    public string? WhyNot { get; set; }

    public bool IsStandby { get; set; }

    public Task<string?> ConfirmAsync(CancellationToken cancel) => Task.FromResult(WhyNot);
}
