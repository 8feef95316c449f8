using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace K8GuardScript.Compiler.Tests.Gates;

/// <summary>An assembly with one static method whose code and signature are given byte for byte.</summary>
internal static class HandMadeAssembly
{
    /// <param name="code">the method's instructions</param>
    /// <param name="signature">its signature</param>
    /// <param name="native">true for a second method that is a native library's</param>
    public static byte[] With(byte[] code, byte[] signature, bool native = false)
    {
        var metadata = new MetadataBuilder();
        metadata.AddModule(0, metadata.GetOrAddString("x.dll"), metadata.GetOrAddGuid(Guid.Empty), default, default);
        metadata.AddAssembly(metadata.GetOrAddString("policy-x"), new Version(1, 0), default, default, 0, AssemblyHashAlgorithm.None);
        var runtime = metadata.AddAssemblyReference(metadata.GetOrAddString("System.Runtime"), new Version(10, 0), default, default, 0, default);
        var objectType = metadata.AddTypeReference(runtime, metadata.GetOrAddString("System"), metadata.GetOrAddString("Object"));

        var bodies = new BlobBuilder();
        var offset = Body(new MethodBodyStreamEncoder(bodies), code);
        var first = metadata.AddMethodDefinition(
            MethodAttributes.Static | MethodAttributes.Public,
            MethodImplAttributes.IL,
            metadata.GetOrAddString("Run"),
            metadata.GetOrAddBlob(signature),
            offset,
            MetadataTokens.ParameterHandle(1));
        if (native) AddNative(metadata);

        var noFields = MetadataTokens.FieldDefinitionHandle(1);
        metadata.AddTypeDefinition(default, default, metadata.GetOrAddString("<Module>"), default, noFields, first);
        metadata.AddTypeDefinition(TypeAttributes.Public, default, metadata.GetOrAddString("Script"), objectType, noFields, first);

        var image = new BlobBuilder();
        new ManagedPEBuilder(new PEHeaderBuilder(imageCharacteristics: Characteristics.Dll), new MetadataRootBuilder(metadata), bodies).Serialize(image);
        return image.ToArray();
    }

    private static int Body(MethodBodyStreamEncoder encoder, byte[] code)
    {
        var instructions = new BlobBuilder();
        instructions.WriteBytes(code);
        return encoder.AddMethodBody(new InstructionEncoder(instructions));
    }

    private static void AddNative(MetadataBuilder metadata)
    {
        var method = metadata.AddMethodDefinition(
            MethodAttributes.Static | MethodAttributes.PinvokeImpl,
            MethodImplAttributes.IL,
            metadata.GetOrAddString("getpid"),
            metadata.GetOrAddBlob(new byte[] { 0, 0, 8 }),
            -1,
            MetadataTokens.ParameterHandle(1));
        var library = metadata.AddModuleReference(metadata.GetOrAddString("libc"));
        metadata.AddMethodImport(method, MethodImportAttributes.None, metadata.GetOrAddString("getpid"), library);
    }
}
