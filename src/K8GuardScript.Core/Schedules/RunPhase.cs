namespace K8GuardScript.Core.Schedules;

/// <summary>How far a run came.</summary>
internal enum RunPhase
{
    /// <summary>It is stored that it runs; what it wishes is not known yet.</summary>
    Begun,

    /// <summary>Its wishes are stored, and are being carried out.</summary>
    Wished,

    /// <summary>Nothing more comes of it.</summary>
    Ended,
}
