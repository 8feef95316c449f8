using System.Reflection.Metadata;

namespace K8GuardScript.Compiler.Gates.Il;

/// <summary>One instruction with what it names, if it names something.</summary>
/// <param name="Code">which</param>
/// <param name="Token">the metadata token that it names; null if none</param>
internal readonly record struct IlInstruction(ILOpCode Code, int? Token)
{
    private const int TwoBytes = 0xFE;

    /// <summary>True for what no compiled script has: native memory and calls, typed references, prefixes that lift checks.</summary>
    public bool IsRefused => Code is ILOpCode.Localloc or ILOpCode.Calli or ILOpCode.Mkrefany or ILOpCode.Refanyval or ILOpCode.Refanytype
        or ILOpCode.Arglist or ILOpCode.Cpblk or ILOpCode.Initblk or ILOpCode.Jmp or ILOpCode.Cpobj or ILOpCode.Unaligned
        or ILOpCode.Volatile or ILOpCode.Tail or ILOpCode.Sizeof or ILOpCode.Unbox or ILOpCode.Endfilter or ILOpCode.Break
        or ILOpCode.Ldvirtftn or ILOpCode.Ckfinite;

    /// <summary>The next instruction; null for one that is not known.</summary>
    /// <exception cref="BadImageFormatException">the code ends inside it</exception>
    public static IlInstruction? Read(ref BlobReader code)
    {
        var first = code.ReadByte();
        var op = (ILOpCode)(first == TwoBytes ? (TwoBytes << 8) | code.ReadByte() : first);
        if (!Enum.IsDefined(op)) return null;
        if (NamesSomething(op)) return new IlInstruction(op, code.ReadInt32());

        if (op == ILOpCode.Switch)
        {
            var targets = code.ReadUInt32();
            if (targets > code.RemainingBytes / sizeof(int)) throw new BadImageFormatException("a table of jumps without end");
            code.Offset += (int)targets * sizeof(int);
        }
        else
        {
            code.Offset += OperandBytes(op);
        }

        return new IlInstruction(op, null);
    }

    private static bool NamesSomething(ILOpCode op) => op is ILOpCode.Jmp or ILOpCode.Call or ILOpCode.Callvirt or ILOpCode.Cpobj
        or ILOpCode.Ldobj or ILOpCode.Newobj or ILOpCode.Castclass or ILOpCode.Isinst or ILOpCode.Unbox or ILOpCode.Ldfld
        or ILOpCode.Ldflda or ILOpCode.Stfld or ILOpCode.Ldsfld or ILOpCode.Ldsflda or ILOpCode.Stsfld or ILOpCode.Stobj or ILOpCode.Box
        or ILOpCode.Newarr or ILOpCode.Ldelema or ILOpCode.Ldelem or ILOpCode.Stelem or ILOpCode.Unbox_any or ILOpCode.Refanyval
        or ILOpCode.Mkrefany or ILOpCode.Ldtoken or ILOpCode.Ldftn or ILOpCode.Ldvirtftn or ILOpCode.Initobj or ILOpCode.Constrained
        or ILOpCode.Sizeof;

    private static int OperandBytes(ILOpCode op)
    {
        if (op.IsBranch()) return op.GetBranchOperandSize();
        return op switch
        {
            ILOpCode.Ldarg_s or ILOpCode.Ldarga_s or ILOpCode.Starg_s or ILOpCode.Ldloc_s or ILOpCode.Ldloca_s or ILOpCode.Stloc_s
                or ILOpCode.Ldc_i4_s or ILOpCode.Unaligned => 1,
            ILOpCode.Ldarg or ILOpCode.Ldarga or ILOpCode.Starg or ILOpCode.Ldloc or ILOpCode.Ldloca or ILOpCode.Stloc => 2,
            ILOpCode.Ldc_i4 or ILOpCode.Ldc_r4 or ILOpCode.Ldstr or ILOpCode.Calli => 4,
            ILOpCode.Ldc_i8 or ILOpCode.Ldc_r8 => 8,
            _ => 0,
        };
    }
}
