using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace K8GuardScript.Compiler;

/// <summary>Finds no assembly for <c>#r</c>, whatever it names.</summary>
internal sealed class NoReferenceResolver : MetadataReferenceResolver
{
    public override ImmutableArray<PortableExecutableReference> ResolveReference(
        string reference, string? baseFilePath, MetadataReferenceProperties properties) => [];

    public override bool Equals(object? other) => other is NoReferenceResolver;

    public override int GetHashCode() => 0;
}
