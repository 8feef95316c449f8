using System.Reflection.PortableExecutable;

namespace K8GuardScript.Compiler.Gates.Il;

/// <summary>What the file's headers say: a library of managed code and nothing beside it.</summary>
internal static class IlHeaders
{
    public static void Check(PEReader pe, List<string> problems)
    {
        var headers = pe.PEHeaders;
        if (headers.CorHeader is not { } cor) problems.Add("it has no header of .NET");
        else
        {
            if (cor.Flags != CorFlags.ILOnly) problems.Add($"its code is not only managed ({cor.Flags})");
            if (cor.EntryPointTokenOrRelativeVirtualAddress != 0) problems.Add("it has an entry point of its own");
            if (cor.VtableFixupsDirectory.Size != 0) problems.Add("it has a table of native entries");
            if (cor.ResourcesDirectory.Size != 0) problems.Add("it has resources");
            if (cor.ManagedNativeHeaderDirectory.Size != 0) problems.Add("it has precompiled code");
        }

        if (headers.PEHeader is not { } header) return;
        if (header.ThreadLocalStorageTableDirectory.Size != 0) problems.Add("it has thread-local storage");
        if (header.ExportTableDirectory.Size != 0) problems.Add("it exports native code");
    }
}
