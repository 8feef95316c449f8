using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Sdk.Registration;

/// <summary>
/// What rules may ask about the rest of the cluster. Called while a rule runs; answers at once. What it does not know is never
/// answered with "there is none".
/// </summary>
internal interface IClusterLookup
{
    /// <summary>The instant of the evaluation; null where there is no clock. Read once for each evaluation.</summary>
    DateTimeOffset? Now => null;

    /// <summary>The unpacked size in bytes of an image named exactly so; null when unknown.</summary>
    long? ImageSize(string image);

    /// <summary>The objects that a look-up names, in any order; null where they are not known: the kind is not listed (yet).</summary>
    /// <param name="wanted">a look-up without a name</param>
    IReadOnlyList<KubeObject>? List(LookUp wanted) => null;

    /// <summary>Finds the object that a look-up names.</summary>
    /// <param name="wanted">a look-up with namespace and name</param>
    /// <param name="found">the object; null where there is none</param>
    /// <returns>false where it is not known: the kind is not listed (yet)</returns>
    bool TryFind(LookUp wanted, out KubeObject? found)
    {
        found = null;
        return false;
    }
}
