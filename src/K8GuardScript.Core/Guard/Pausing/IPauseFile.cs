namespace K8GuardScript.Core.Guard.Pausing;

/// <summary>A file whose presence pauses the guard: what still works where the API does not.</summary>
internal interface IPauseFile
{
    /// <summary>
    /// Why it pauses, for people; null while there is no such file. Looked at anew each time. One that is there and can't be read pauses too.
    /// </summary>
    string? Because { get; }
}
