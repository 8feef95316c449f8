using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace K8GuardScript.Compiler.Gates.Il;

/// <summary>One method's instructions: which there are, what they name, what they catch, and how much stack they need.</summary>
internal sealed class IlBody(PEReader pe, MetadataReader metadata, IlNames names, MethodDefinitionHandle handle, List<string> problems)
{
    private const int MostBytes = 128 * 1024;

    // in words of 8 bytes; the check for a nearly full stack leaves 64 KiB free
    private const int MostFrame = 6000;

    // what disposes of an enumerator
    private const int MostFinallyBytes = 48;

    private readonly IlMembers members = new(metadata, names);
    private int frame;

    public void Check()
    {
        var method = metadata.GetMethodDefinition(handle);
        frame = new IlSignature(names, metadata.GetBlobReader(method.Signature)).ReadMethod().ParametersWeight;
        if (method.RelativeVirtualAddress == 0) return;

        var body = pe.GetMethodBody(method.RelativeVirtualAddress);
        if (body.Size > MostBytes) Refuse($"has more than {MostBytes} bytes");
        if (!body.LocalSignature.IsNil)
        {
            if (!body.LocalVariablesInitialized) Refuse("leaves its variables uninitialized");
            var locals = metadata.GetStandaloneSignature(body.LocalSignature);
            frame += new IlSignature(names, metadata.GetBlobReader(locals.Signature)).ReadMany(SignatureKind.LocalVariables);
        }

        CheckHandlers(body.ExceptionRegions);
        CheckInstructions(body.GetILReader());
        if (frame > MostFrame) Refuse("needs too much stack: use smaller tuples, or several functions");
    }

    private void CheckHandlers(IReadOnlyCollection<ExceptionRegion> regions)
    {
        var catches = regions.Count(region => region.Kind == ExceptionRegionKind.Catch);
        foreach (var region in regions)
        {
            var isAllowed = region.Kind switch
            {
                ExceptionRegionKind.Finally => region.HandlerLength <= MostFinallyBytes,
                ExceptionRegionKind.Catch => catches == 1 && IsBodyOfScript(),
                _ => false,
            };
            if (!isAllowed) Refuse($"has a `{region.Kind}` block");
        }
    }

    // the compiler makes the script's body a task, whose one catch hands the exception on
    private bool IsBodyOfScript() =>
        names.Of(metadata.GetMethodDefinition(handle).GetDeclaringType()).Contains("/<<Initialize>>d__", StringComparison.Ordinal);

    private void CheckInstructions(BlobReader code)
    {
        var isInDetails = names.IsInDetails(metadata.GetMethodDefinition(handle).GetDeclaringType());
        while (code.RemainingBytes > 0)
        {
            var instruction = IlInstruction.Read(ref code);
            if (instruction is null)
            {
                Refuse("has an instruction that is not known");
                return;
            }

            if (instruction.Value.IsRefused) Refuse($"has the instruction `{instruction.Value.Code}`");
            if (instruction.Value.Code == ILOpCode.Box && !isInDetails && !IsForMissingArm(code)) Refuse("boxes a value");
            if (instruction.Value.Token is { } token) CheckToken(MetadataTokens.EntityHandle(token), instruction.Value.Code, isInDetails);
        }
    }

    // a `switch` expression boxes the value that no arm fits, for the exception
    private bool IsForMissingArm(BlobReader next) =>
        IlInstruction.Read(ref next) is { Code: ILOpCode.Call, Token: { } token }
        && MetadataTokens.EntityHandle(token) is { Kind: HandleKind.MethodDefinition } callee
        && names.IsInDetails(metadata.GetMethodDefinition((MethodDefinitionHandle)callee).GetDeclaringType());

    private void CheckToken(EntityHandle token, ILOpCode code, bool isInDetails)
    {
        var called = token.Kind == HandleKind.MethodSpecification
            ? metadata.GetMethodSpecification((MethodSpecificationHandle)token).Method
            : token;
        if (called.Kind == HandleKind.MemberReference)
        {
            var member = (MemberReferenceHandle)called;
            if (!members.Allows(member, isInDetails)) Refuse($"uses `{members.Name(member)}`");
        }

        if (code is ILOpCode.Call or ILOpCode.Callvirt) frame += ResultOf(called);
    }

    // the just-in-time compiler keeps a place for each struct that a call returns
    private int ResultOf(EntityHandle called)
    {
        var signature = called.Kind switch
        {
            HandleKind.MemberReference => metadata.GetMemberReference((MemberReferenceHandle)called).Signature,
            HandleKind.MethodDefinition => metadata.GetMethodDefinition((MethodDefinitionHandle)called).Signature,
            _ => throw new BadImageFormatException("a call of what is no method"),
        };
        var weight = new IlSignature(names, metadata.GetBlobReader(signature)).ReadMethod().ResultWeight;
        return weight == 1 ? 0 : weight;
    }

    private void Refuse(string what)
    {
        var method = metadata.GetMethodDefinition(handle);
        problems.Add($"`{names.Of(method.GetDeclaringType())}.{metadata.GetString(method.Name)}` {what}");
    }
}
