namespace K8GuardScript.Core.Notify;

/// <summary>What a channel's acceptance of a warning is worth.</summary>
internal enum Weight
{
    /// <summary>It is written down: another channel's word went before, or another one's is waited for.</summary>
    Nothing,

    /// <summary>Somebody was told, and nobody whose word counts is there to be told.</summary>
    Tells,

    /// <summary>It counts towards an action.</summary>
    Counts,
}
