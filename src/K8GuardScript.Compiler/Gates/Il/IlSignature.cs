using System.Reflection.Metadata;

namespace K8GuardScript.Compiler.Gates.Il;

/// <summary>
/// Reads a signature without trusting it: no deeper than a few levels, no pointers, no native functions, no large tuples. Each
/// type gets a name for <c>allowed.txt</c> and a weight, about 8 bytes of stack.
/// </summary>
internal ref struct IlSignature(IlNames names, BlobReader blob)
{
    private const int MostDepth = 12;
    private const int MostWeight = 64;
    private BlobReader blob = blob;

    /// <summary>A method's or property's signature: its parameters' types' names, and what its result weighs.</summary>
    /// <exception cref="BadImageFormatException">malformed, or refused: the message says which</exception>
    public (string Parameters, int ResultWeight, int ParametersWeight) ReadMethod()
    {
        var header = blob.ReadSignatureHeader();
        if (header.Kind is not SignatureKind.Method and not SignatureKind.Property) throw Refused("a signature of an unknown kind");
        if (header.CallingConvention != SignatureCallingConvention.Default) throw Refused("a native or variable calling convention");
        if (header.IsGeneric) blob.ReadCompressedInteger();
        var count = blob.ReadCompressedInteger();
        var result = ReadType(0);
        var parameters = new List<string>();
        var weight = 0;
        for (var i = 0; i < count; i++)
        {
            var parameter = ReadType(0);
            parameters.Add(parameter.Name);
            weight += parameter.Weight;
        }

        return (string.Join(',', parameters), result.Weight, weight);
    }

    /// <summary>Local variables' or type arguments' types; gives what they weigh together.</summary>
    /// <exception cref="BadImageFormatException">malformed, or refused</exception>
    public int ReadMany(SignatureKind kind)
    {
        if (blob.ReadSignatureHeader().Kind != kind) throw Refused("a signature of another kind");
        var weight = 0;
        for (var left = blob.ReadCompressedInteger(); left > 0; left--) weight += ReadType(0).Weight;
        return weight;
    }

    /// <exception cref="BadImageFormatException">malformed, or refused</exception>
    public (string Name, int Weight) ReadField()
    {
        if (blob.ReadSignatureHeader().Kind != SignatureKind.Field) throw Refused("a field's signature of another kind");
        return ReadType(0);
    }

    /// <exception cref="BadImageFormatException">malformed, or refused</exception>
    public string ReadSpecification() => ReadType(0).Name;

    private (string Name, int Weight) ReadType(int depth)
    {
        if (depth > MostDepth) throw Refused("a type that is nested too deep");
        var code = blob.ReadSignatureTypeCode();
        switch (code)
        {
            case SignatureTypeCode.RequiredModifier or SignatureTypeCode.OptionalModifier:
                blob.ReadTypeHandle();
                return ReadType(depth + 1);
            case SignatureTypeCode.ByReference:
                return (ReadType(depth + 1).Name, 1);
            case SignatureTypeCode.SZArray:
                return (ReadType(depth + 1).Name + "[]", 1);
            case SignatureTypeCode.GenericTypeParameter:
                return ("!" + blob.ReadCompressedInteger(), 1);
            case SignatureTypeCode.GenericMethodParameter:
                return ("!!" + blob.ReadCompressedInteger(), 1);
            case SignatureTypeCode.GenericTypeInstance:
                return ReadInstance(depth);
            case SignatureTypeCode.TypeHandle:
                return ReadNamed();
            case SignatureTypeCode.Pointer or SignatureTypeCode.FunctionPointer:
                throw Refused("a pointer");
            case SignatureTypeCode.Array:
                throw Refused("an array of several dimensions");
            case SignatureTypeCode.Void or SignatureTypeCode.IntPtr or SignatureTypeCode.Object or SignatureTypeCode.String
                or (>= SignatureTypeCode.Boolean and <= SignatureTypeCode.Double):
                return (code.ToString(), 1);
            default:
                throw Refused($"a type of an unknown form ({(int)code})");
        }
    }

    private (string Name, int Weight) ReadInstance(int depth)
    {
        var isValue = blob.ReadByte() == (byte)SignatureTypeKind.ValueType;
        var handle = blob.ReadTypeHandle();
        var name = ShortName(handle);
        var weight = name.StartsWith("ValueTuple", StringComparison.Ordinal) ? 0 : 1;
        for (var left = blob.ReadCompressedInteger(); left > 0; left--) weight += ReadType(depth + 1).Weight;
        if (isValue && weight > MostWeight) throw Refused($"a `{name}` of more than {MostWeight} words");
        return (name, isValue ? weight : 1);
    }

    private (string Name, int Weight) ReadNamed()
    {
        var handle = blob.ReadTypeHandle();
        return (ShortName(handle), handle.Kind == HandleKind.TypeDefinition ? 1 : 2);
    }

    // without namespace, outer types and arity, as `allowed.txt` writes parameters
    private readonly string ShortName(EntityHandle handle)
    {
        var name = handle.Kind switch
        {
            HandleKind.TypeDefinition => names.Of((TypeDefinitionHandle)handle),
            HandleKind.TypeReference => names.Of((TypeReferenceHandle)handle),
            _ => throw Refused("a type that is named by a signature"),
        };
        name = name[(name.LastIndexOfAny(['.', '/']) + 1)..];
        var arity = name.IndexOf('`', StringComparison.Ordinal);
        return arity < 0 ? name : name[..arity];
    }

    /// <summary>The named type that a specification is an instance of; nil if it is none (an array, a parameter).</summary>
    public static EntityHandle DefinitionOf(BlobReader blob) =>
        blob.ReadSignatureTypeCode() == SignatureTypeCode.GenericTypeInstance && blob.ReadByte() is var _ ? blob.ReadTypeHandle() : default;

    private static BadImageFormatException Refused(string what) => new($"{what} in a signature");
}
