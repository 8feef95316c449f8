using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using K8GuardScript.Sdk.Loading;

namespace K8GuardScript.Compiler.Gates.Il;

/// <summary>
/// The last word on what may be loaded: judges an emitted assembly by its metadata and instructions alone. It holds the compiler
/// to <c>allowed.txt</c>; it is no verifier, so it does not make a forged assembly safe.
/// </summary>
internal static class IlGate
{
    /// <summary>A script's assembly is a tenth of this.</summary>
    public const int MaxBytes = 1024 * 1024;

    private const int MostProblems = 20;

    /// <summary>Why this must not be loaded; empty if it may. Never throws, whatever the bytes are.</summary>
    public static IReadOnlyList<string> Check(CompiledScript script) => Check(script.Pe, script.EntryType, script.EntryMethod);

    /// <inheritdoc cref="Check(CompiledScript)" />
    /// <param name="pe">the assembly</param>
    /// <param name="entryType">the type that must be there; null for any</param>
    /// <param name="entryMethod">its static method</param>
    public static IReadOnlyList<string> Check(byte[] pe, string? entryType = null, string? entryMethod = null)
    {
        if (pe.Length > MaxBytes) return [$"it has {pe.Length} bytes, more than {MaxBytes}"];
        var problems = new List<string>();
        try
        {
            using var reader = new PEReader(new MemoryStream(pe, writable: false));
            Check(reader, entryType, entryMethod, problems);
        }
        catch (Exception malformed) when (malformed is not OutOfMemoryException)
        {
            // a reader of broken metadata fails in many ways; each of them means that it is broken
            problems.Add($"it is no assembly that can be read: {malformed.Message}");
        }

        return [.. problems.Distinct(StringComparer.Ordinal).Take(MostProblems)];
    }

    private static void Check(PEReader pe, string? entryType, string? entryMethod, List<string> problems)
    {
        if (!pe.HasMetadata)
        {
            problems.Add("it is no .NET assembly");
            return;
        }

        IlHeaders.Check(pe, problems);
        var metadata = pe.GetMetadataReader();
        var names = new IlNames(metadata);
        IlTables.Check(metadata, names, problems);
        IlTypes.Check(metadata, names, problems);
        foreach (var handle in metadata.MethodDefinitions) new IlBody(pe, metadata, names, handle, problems).Check();
        if (entryType is not null && !HasEntry(metadata, names, entryType, entryMethod)) problems.Add($"it has no {entryType}.{entryMethod}");
    }

    private static bool HasEntry(MetadataReader metadata, IlNames names, string entryType, string? entryMethod) =>
        metadata.TypeDefinitions.Any(handle => names.Of(handle) == entryType && metadata.GetTypeDefinition(handle).GetMethods()
            .Select(metadata.GetMethodDefinition)
            .Any(method => metadata.StringComparer.Equals(method.Name, entryMethod ?? "")
                && method.Attributes.HasFlag(System.Reflection.MethodAttributes.Static)));
}
