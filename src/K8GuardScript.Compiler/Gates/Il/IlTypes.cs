using System.Reflection;
using System.Reflection.Metadata;

namespace K8GuardScript.Compiler.Gates.Il;

/// <summary>The types that an assembly defines: a script, its records, enums and closures, and nothing that keeps state.</summary>
internal sealed class IlTypes
{
    private const int MostTypes = 1000;
    private const int MostStaticBytes = 256 * 1024;

    private static readonly string[] Bases =
        ["System.Object", "System.ValueType", "System.Enum", "System.Attribute"];

    private static readonly string[] Interfaces = ["IEquatable", "IAsyncStateMachine"];

    private readonly MetadataReader metadata;
    private readonly IlNames names;
    private readonly List<string> problems;

    private IlTypes(MetadataReader metadata, IlNames names, List<string> problems) =>
        (this.metadata, this.names, this.problems) = (metadata, names, problems);

    public static void Check(MetadataReader metadata, IlNames names, List<string> problems)
    {
        if (metadata.TypeDefinitions.Count > MostTypes) problems.Add($"it has more than {MostTypes} types");
        var gate = new IlTypes(metadata, names, problems);
        foreach (var handle in metadata.TypeDefinitions) gate.Check(handle);
    }

    private void Check(TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        var name = names.Of(handle);
        var isInDetails = names.IsInDetails(handle);
        if (type.Attributes.HasFlag(TypeAttributes.Interface)) problems.Add($"it has the interface `{name}`");
        CheckBase(type, name);
        CheckLayout(type, name, isInDetails);
        if (type.GetGenericParameters().Count > 0 && !IsCompilers(name)) problems.Add($"it has the generic type `{name}`");
        foreach (var implemented in type.GetInterfaceImplementations())
        {
            if (!Interfaces.Contains(ShortName(metadata.GetInterfaceImplementation(implemented).Interface)))
                problems.Add($"`{name}` implements an interface");
        }

        foreach (var field in type.GetFields()) CheckField(metadata.GetFieldDefinition(field), name, isInDetails);
        foreach (var method in type.GetMethods()) CheckMethod(metadata.GetMethodDefinition(method), name, isInDetails);
    }

    private void CheckBase(TypeDefinition type, string name)
    {
        if (type.BaseType.IsNil)
        {
            if (name != "<Module>") problems.Add($"`{name}` has no base type");
        }
        else if (type.BaseType.Kind != HandleKind.TypeReference || !Bases.Contains(names.Of((TypeReferenceHandle)type.BaseType)))
        {
            problems.Add($"`{name}` has a base type");
        }
        else if (names.Of((TypeReferenceHandle)type.BaseType) == "System.ValueType" && !IsCompilers(name))
        {
            problems.Add($"it has the struct `{name}`");
        }
    }

    private void CheckLayout(TypeDefinition type, string name, bool isInDetails)
    {
        var layout = type.GetLayout();
        if (layout.Size > MostStaticBytes) problems.Add($"`{name}` has {layout.Size} bytes");
        var isExplicit = (type.Attributes & TypeAttributes.LayoutMask) == TypeAttributes.ExplicitLayout;
        if ((isExplicit || layout.Size > 1) && !(isInDetails && type.GetFields().Count == 0)) problems.Add($"`{name}` has an explicit layout");
    }

    private void CheckField(FieldDefinition field, string type, bool isInDetails)
    {
        var name = metadata.GetString(field.Name);
        new IlSignature(names, metadata.GetBlobReader(field.Signature)).ReadField();
        var isConstant = field.Attributes.HasFlag(FieldAttributes.Literal);
        var isCache = IsCompilers(type) && name.StartsWith('<');
        if (field.Attributes.HasFlag(FieldAttributes.Static) && !isConstant && !isCache && !isInDetails)
            problems.Add($"it has the static field `{type}.{name}`");
        if (field.GetRelativeVirtualAddress() != 0 && !isInDetails) problems.Add($"`{type}.{name}` is mapped to data");
    }

    private void CheckMethod(MethodDefinition method, string type, bool isInDetails)
    {
        var name = metadata.GetString(method.Name);
        if (name == "Finalize") problems.Add($"`{type}` has a finalizer");
        if (name == ".cctor" && type[(type.LastIndexOf('/') + 1)..] != "<>c") problems.Add($"`{type}` has a static constructor");
        if (method.Attributes.HasFlag(MethodAttributes.PinvokeImpl)) problems.Add($"`{type}.{name}` is native");
        if ((method.ImplAttributes & ~(MethodImplAttributes.AggressiveInlining | MethodImplAttributes.NoInlining)) != MethodImplAttributes.IL)
            problems.Add($"`{type}.{name}` is not plain managed code ({method.ImplAttributes})");
        if (method.RelativeVirtualAddress == 0) problems.Add($"`{type}.{name}` has no body");
        if (method.GetGenericParameters().Count > 0 && !isInDetails) problems.Add($"`{type}.{name}` is generic");
    }

    // what the compiler makes is in angle brackets, which no script can write
    private static bool IsCompilers(string type) => type.Split('/').Any(part => part.StartsWith('<'));

    private string ShortName(EntityHandle handle) => handle.Kind switch
    {
        HandleKind.TypeReference => names.Of((TypeReferenceHandle)handle) is var name ? name[(name.LastIndexOf('.') + 1)..] : "",
        HandleKind.TypeSpecification => new IlSignature(
                names, metadata.GetBlobReader(metadata.GetTypeSpecification((TypeSpecificationHandle)handle).Signature)).ReadSpecification(),
        _ => "",
    };
}
