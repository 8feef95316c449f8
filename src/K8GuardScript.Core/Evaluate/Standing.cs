namespace K8GuardScript.Core.Evaluate;

/// <summary>Where an object is judged.</summary>
internal enum Standing
{
    /// <summary>At itself: nobody owns it, or nobody who is known.</summary>
    Top,

    /// <summary>At its owner, for what the owner's template does not have.</summary>
    Owned,

    /// <summary>Nobody can tell before the owner's kind was listed: it is not judged, and its episodes wait.</summary>
    Waiting,

    /// <summary>The owner's kind can't be read: by policies that would judge the owner it is not judged.</summary>
    LeftAlone,
}
