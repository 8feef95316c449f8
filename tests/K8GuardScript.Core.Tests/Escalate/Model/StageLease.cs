using K8GuardScript.Core.Guard;

namespace K8GuardScript.Core.Tests.Escalate.Model;

/// <summary>Leads or does not, and may not have noticed yet.</summary>
internal sealed class StageLease : ILeadership
{
    public bool IsLost { get; set; }

    public bool Noticed { get; set; }

    public string? WhyNot => IsLost && Noticed ? "another one leads" : null;

    public bool IsStandby => false;

    public Task<string?> ConfirmAsync(CancellationToken cancel) => Task.FromResult(IsLost ? "another one leads" : null);
}
