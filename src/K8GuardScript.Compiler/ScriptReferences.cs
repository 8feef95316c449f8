using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using K8GuardScript.Sdk.Authoring;
using K8GuardScript.Sdk.Metering;
using Microsoft.CodeAnalysis;

namespace K8GuardScript.Compiler;

/// <summary>All that a script can name: the embedded reference assemblies and the Sdk. Made once and shared.</summary>
internal static class ScriptReferences
{
    private const string Prefix = "ref/";

    private static readonly Lazy<ImmutableArray<MetadataReference>> Shared = new(Create);

    public static ImmutableArray<MetadataReference> All => Shared.Value;

    /// <summary>What every script may use without saying so: namespaces, and the class of the entry points.</summary>
    public static ImmutableArray<string> Usings { get; } =
    [
        "System",
        "System.Collections.Generic",
        "System.Text.RegularExpressions",
        "K8GuardScript.Sdk.Authoring",
        "K8GuardScript.Sdk.Fields",
        "K8GuardScript.Sdk.Operators",
        "K8GuardScript.Sdk.Views",
        "K8GuardScript.Sdk.Authoring.Entry",
    ];

    /// <summary>The same for a script that was rewritten: it calls what stands in for members of the base library.</summary>
    public static ImmutableArray<string> MeteredUsings { get; } = Usings.Add(typeof(MeteredCalls).FullName!);

    private static ImmutableArray<MetadataReference> Create()
    {
        var assembly = typeof(ScriptReferences).Assembly;
        var references = ImmutableArray.CreateBuilder<MetadataReference>();
        foreach (var name in assembly.GetManifestResourceNames().Order(StringComparer.Ordinal))
        {
            if (!name.StartsWith(Prefix, StringComparison.Ordinal)) continue;
            using var stream = assembly.GetManifestResourceStream(name)!;
            references.Add(MetadataReference.CreateFromStream(stream));
        }

        references.Add(ReferenceOf(typeof(Entry).Assembly));
        return references.ToImmutable();
    }

    // from memory: a published program may have no file for it
    private static unsafe PortableExecutableReference ReferenceOf(Assembly assembly)
    {
        if (!assembly.TryGetRawMetadata(out var metadata, out var length))
            throw new InvalidOperationException("the Sdk's metadata can't be read");
        return AssemblyMetadata.Create(ModuleMetadata.CreateFromMetadata((nint)metadata, length)).GetReference();
    }
}
