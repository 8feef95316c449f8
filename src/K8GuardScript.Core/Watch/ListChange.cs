namespace K8GuardScript.Core.Watch;

/// <summary>What a complete list changed in what was known. An object that was created anew counts as removed and as added.</summary>
/// <param name="Added">objects that were not known</param>
/// <param name="Changed">objects that were known in another version</param>
/// <param name="Removed">objects that were known and are not there</param>
internal readonly record struct ListChange(int Added, int Changed, int Removed)
{
    /// <summary>Nought when all was known as it is.</summary>
    public int Total => Added + Changed + Removed;
}
