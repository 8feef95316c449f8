using System.Reflection.Metadata;

namespace K8GuardScript.Compiler.Gates.Il;

/// <summary>Metadata names as <c>allowed.txt</c> writes them.</summary>
internal sealed class IlNames(MetadataReader metadata)
{
    private const int MostNesting = 8;

    /// <summary>The compiler's own type for what no script can name.</summary>
    public const string Details = "<PrivateImplementationDetails>";

    public string Of(TypeDefinitionHandle handle) => Of(handle, MostNesting);

    public string Of(TypeReferenceHandle handle) => Of(handle, MostNesting);

    /// <summary>The assembly that a reference looks for its type in; empty if it is none.</summary>
    public string AssemblyOf(TypeReferenceHandle handle)
    {
        for (var depth = 0; depth < MostNesting; depth++)
        {
            var scope = metadata.GetTypeReference(handle).ResolutionScope;
            if (scope.Kind == HandleKind.AssemblyReference)
                return metadata.GetString(metadata.GetAssemblyReference((AssemblyReferenceHandle)scope).Name);
            if (scope.Kind != HandleKind.TypeReference) return "";
            handle = (TypeReferenceHandle)scope;
        }

        return "";
    }

    /// <summary>True for the compiler's own type, which may have a number, and what is nested in it.</summary>
    public bool IsInDetails(TypeDefinitionHandle handle)
    {
        var outermost = Of(handle).Split('/')[0];
        return outermost.StartsWith(Details, StringComparison.Ordinal) && outermost.AsSpan(Details.Length).IndexOfAnyExceptInRange('0', '9') < 0;
    }

    private string Of(TypeDefinitionHandle handle, int depth)
    {
        var type = metadata.GetTypeDefinition(handle);
        var outer = type.GetDeclaringType();
        return outer.IsNil || depth == 0
            ? Join(type.Namespace, type.Name)
            : Of(outer, depth - 1) + "/" + metadata.GetString(type.Name);
    }

    private string Of(TypeReferenceHandle handle, int depth)
    {
        var type = metadata.GetTypeReference(handle);
        return type.ResolutionScope.Kind != HandleKind.TypeReference || depth == 0
            ? Join(type.Namespace, type.Name)
            : Of((TypeReferenceHandle)type.ResolutionScope, depth - 1) + "/" + metadata.GetString(type.Name);
    }

    private string Join(StringHandle space, StringHandle name) =>
        space.IsNil ? metadata.GetString(name) : metadata.GetString(space) + "." + metadata.GetString(name);
}
