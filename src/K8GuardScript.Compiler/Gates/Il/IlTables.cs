using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace K8GuardScript.Compiler.Gates.Il;

/// <summary>What an assembly refers to, and the tables that must be empty.</summary>
internal static class IlTables
{
    /// <summary>What compiled scripts are called; no other name, as the Sdk opens its inside to some.</summary>
    public const string NamePrefix = "policy-";

    private static readonly string[] Assemblies =
        ["System.Runtime", "System.Collections", "System.Memory", "System.Text.RegularExpressions", IlMembers.Sdk];

    private static readonly (TableIndex Table, string What)[] Empty =
    [
        (TableIndex.ModuleRef, "a native library"), (TableIndex.ImplMap, "a native function"), (TableIndex.File, "another file"),
        (TableIndex.ExportedType, "a type of another assembly as its own"), (TableIndex.ManifestResource, "a resource"),
        (TableIndex.Event, "an event"), (TableIndex.DeclSecurity, "a security declaration"), (TableIndex.FieldMarshal, "a marshalled field"),
        (TableIndex.FieldLayout, "a field with a position of its own"),
    ];

    public static void Check(MetadataReader metadata, IlNames names, List<string> problems)
    {
        foreach (var (table, what) in Empty)
        {
            if (metadata.GetTableRowCount(table) > 0) problems.Add($"it has {what}");
        }

        if (!metadata.IsAssembly) problems.Add("it is a module without an assembly");
        else if (!metadata.GetString(metadata.GetAssemblyDefinition().Name).StartsWith(NamePrefix, StringComparison.Ordinal))
            problems.Add($"its name does not start with `{NamePrefix}`");
        foreach (var handle in metadata.AssemblyReferences)
        {
            var name = metadata.GetString(metadata.GetAssemblyReference(handle).Name);
            if (!Assemblies.Contains(name)) problems.Add($"it refers to the assembly `{name}`");
        }

        var members = new IlMembers(metadata, names);
        foreach (var handle in metadata.TypeReferences)
        {
            if (!members.IsKnown(handle)) problems.Add($"it uses the type `{names.Of(handle)}`");
        }

        for (var row = 1; row <= metadata.GetTableRowCount(TableIndex.TypeSpec); row++)
        {
            var specification = metadata.GetTypeSpecification(MetadataTokens.TypeSpecificationHandle(row));
            new IlSignature(names, metadata.GetBlobReader(specification.Signature)).ReadSpecification();
        }

        for (var row = 1; row <= metadata.GetTableRowCount(TableIndex.MethodSpec); row++)
        {
            var specification = metadata.GetMethodSpecification(MetadataTokens.MethodSpecificationHandle(row));
            new IlSignature(names, metadata.GetBlobReader(specification.Signature)).ReadMany(SignatureKind.MethodSpecification);
        }

        foreach (var handle in metadata.MemberReferences)
        {
            if (!members.Allows(handle, isInDetails: true)) problems.Add($"it uses `{members.Name(handle)}`");
        }

        CheckAttributes(metadata, members, problems);
    }

    private static void CheckAttributes(MetadataReader metadata, IlMembers members, List<string> problems)
    {
        foreach (var handle in metadata.CustomAttributes)
        {
            var constructor = metadata.GetCustomAttribute(handle).Constructor;
            if (constructor.Kind == HandleKind.MemberReference && !members.IsAttribute((MemberReferenceHandle)constructor))
                problems.Add($"it has the attribute `{members.Name((MemberReferenceHandle)constructor)}`");
        }
    }
}
