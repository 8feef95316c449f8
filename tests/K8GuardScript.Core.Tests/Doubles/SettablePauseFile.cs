using K8GuardScript.Core.Guard.Pausing;


namespace K8GuardScript.Core.Tests.Doubles;

/// <summary>A file that is there once a reason is set.</summary>
internal sealed class SettablePauseFile : IPauseFile
{
    public string? Because { get; set; }
}
