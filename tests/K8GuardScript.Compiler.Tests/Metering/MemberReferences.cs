using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace K8GuardScript.Compiler.Tests.Metering;

/// <summary>What an assembly calls outside of itself.</summary>
internal static class MemberReferences
{
    /// <summary>Each as <c>System.String.Concat</c>; members of generic types are told by the type's name without its arguments.</summary>
    public static IReadOnlyList<string> Of(byte[] pe)
    {
        using var reader = new PEReader(new MemoryStream(pe));
        var metadata = reader.GetMetadataReader();
        return [.. metadata.MemberReferences.Select(handle => Name(metadata, metadata.GetMemberReference(handle)))];
    }

    private static string Name(MetadataReader metadata, MemberReference member)
    {
        var type = member.Parent;
        if (type.Kind == HandleKind.TypeSpecification)
        {
            // GENERICINST, CLASS or VALUETYPE, then the type
            var blob = metadata.GetBlobReader(metadata.GetTypeSpecification((TypeSpecificationHandle)type).Signature);
            if (blob.ReadByte() != (byte)SignatureTypeCode.GenericTypeInstance) return "";
            blob.ReadByte();
            type = blob.ReadTypeHandle();
        }

        if (type.Kind != HandleKind.TypeReference) return "";
        var named = metadata.GetTypeReference((TypeReferenceHandle)type);
        var name = metadata.GetString(named.Name);
        return $"{metadata.GetString(named.Namespace)}.{name.Split('`')[0]}.{metadata.GetString(member.Name)}";
    }
}
