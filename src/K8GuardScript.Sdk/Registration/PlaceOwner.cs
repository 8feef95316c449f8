using K8GuardScript.Sdk.Fields;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Sdk.Registration;

/// <summary>Finds the object in which a place lies.</summary>
internal static class PlaceOwner
{
    /// <summary>The object in which a place lies, also one that it lacks; null for a place in nothing.</summary>
    /// <remarks>An object may be moved to other tables while a rule reads it: its places before and after are its own.</remarks>
    public static KubeObject? Of(Field place)
    {
        var source = place.Source;
        while (source is AbsentPlace absent) source = absent.Parent.Source;
        return (source as Tape)?.Owner;
    }
}
