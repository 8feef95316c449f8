namespace K8GuardScript.Core.Schedules;

/// <summary>Carries out what schedules wish, past every guard rail that binds them. Safe to call for several wishes at once.</summary>
internal interface IWishCarrier
{
    /// <summary>Carries out one wish; its action bears the run's id.</summary>
    /// <param name="wish">what</param>
    /// <param name="homes">the namespaces that this run has read so far</param>
    /// <param name="cancel">stops before the next request</param>
    Task<WishReport> CarryOutAsync(Wish wish, NamespaceReads homes, CancellationToken cancel);
}
