using System.Collections.Frozen;
using System.Reflection.Metadata;
using K8GuardScript.Compiler.Metering;

namespace K8GuardScript.Compiler.Gates.Il;

/// <summary>Which types and members of other assemblies an emitted script may use.</summary>
internal sealed class IlMembers(MetadataReader metadata, IlNames names)
{
    /// <summary>The assembly whose public members are there for scripts.</summary>
    public const string Sdk = "K8GuardScript.Sdk";

    private static readonly string[] SdkInside = [Sdk + ".Registration", Sdk + ".Loading", Sdk + ".Objects"];

    // only as modifiers of signatures
    private static readonly string[] Modifiers =
        ["System.Runtime.CompilerServices.IsExternalInit", "System.Runtime.InteropServices.InAttribute"];

    private static readonly FrozenSet<string> Unmetered = MeteredMembers.Replaced.ToFrozenSet(StringComparer.Ordinal);

    public bool IsKnown(TypeReferenceHandle handle)
    {
        var name = names.Of(handle);
        if (names.AssemblyOf(handle) == Sdk) return IsOpen(handle);
        return names.AssemblyOf(handle).Length > 0
            && (AllowList.Script.Knows(name) || AllowList.Compiler.Knows(name) || AllowList.Details.Knows(name) || Modifiers.Contains(name));
    }

    /// <param name="handle">the member</param>
    /// <param name="isInDetails">true where the compiler's own code uses it</param>
    public bool Allows(MemberReferenceHandle handle, bool isInDetails)
    {
        var member = metadata.GetMemberReference(handle);
        var parent = member.Parent.Kind == HandleKind.TypeSpecification
            ? IlSignature.DefinitionOf(metadata.GetBlobReader(metadata.GetTypeSpecification((TypeSpecificationHandle)member.Parent).Signature))
            : member.Parent;
        var (name, parameters) = Describe(member);
        if (parent.Kind == HandleKind.TypeDefinition) return true;
        if (parent.IsNil || parent.Kind != HandleKind.TypeReference) return false;

        var type = (TypeReferenceHandle)parent;
        if (names.AssemblyOf(type) == Sdk) return IsOpen(type);
        var typeName = names.Of(type);

        // INVARIANT: what the rewriter puts another member in the place of never comes back, not by a gap in it nor by a forged cache
        if (Unmetered.Contains($"{WithoutArity(typeName)}.{name}")) return false;
        return AllowList.Script.Allows(typeName, name, parameters)
            || AllowList.Compiler.Allows(typeName, name, parameters)
            || (isInDetails && AllowList.Details.Allows(typeName, name, parameters));
    }

    public bool IsAttribute(MemberReferenceHandle handle) =>
        metadata.GetMemberReference(handle).Parent is { Kind: HandleKind.TypeReference } parent
        && names.Of((TypeReferenceHandle)parent) is var name
        && name.EndsWith("Attribute", StringComparison.Ordinal)
        && (AllowList.Compiler.Knows(name) || AllowList.Details.Knows(name));

    /// <summary>For messages.</summary>
    public string Name(MemberReferenceHandle handle)
    {
        var member = metadata.GetMemberReference(handle);
        var type = member.Parent.Kind switch
        {
            HandleKind.TypeReference => names.Of((TypeReferenceHandle)member.Parent),
            HandleKind.TypeSpecification => new IlSignature(
                names, metadata.GetBlobReader(metadata.GetTypeSpecification((TypeSpecificationHandle)member.Parent).Signature))
                .ReadSpecification(),
            _ => "?",
        };
        return $"{type}.{metadata.GetString(member.Name)}({Describe(member).Parameters})";
    }

    private static string WithoutArity(string type) => type.IndexOf('`', StringComparison.Ordinal) is var end and >= 0 ? type[..end] : type;

    private (string Name, string? Parameters) Describe(MemberReference member)
    {
        var name = metadata.GetString(member.Name);
        var signature = new IlSignature(names, metadata.GetBlobReader(member.Signature));
        if (member.GetKind() == MemberReferenceKind.Field)
        {
            signature.ReadField();
            return (name, null);
        }

        var parameters = signature.ReadMethod().Parameters;
        var isAccessor = name.StartsWith("get_", StringComparison.Ordinal) || name.StartsWith("set_", StringComparison.Ordinal);
        return isAccessor ? (name[4..], null) : (name, parameters);
    }

    private bool IsOpen(TypeReferenceHandle handle)
    {
        var full = names.Of(handle);
        var space = full[..Math.Max(full.IndexOf('/', StringComparison.Ordinal) is var nested && nested >= 0
            ? full.LastIndexOf('.', nested) : full.LastIndexOf('.'), 0)];
        return !SdkInside.Any(inside => space == inside || space.StartsWith(inside + ".", StringComparison.Ordinal));
    }
}
