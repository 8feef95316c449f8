using K8GuardScript.Core.Guard;

namespace K8GuardScript.Core.Tests.Doubles;

/// <summary>Leads until a test says why not.</summary>
internal sealed class StubbornLeadership : ILeadership
{
    public string? WhyNot { get; set; }

    public bool IsStandby => false;

    public Task<string?> ConfirmAsync(CancellationToken cancel) => Task.FromResult(WhyNot);
}
